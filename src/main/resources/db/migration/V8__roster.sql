-- What other processes are told of the leader's latest round: one small row a fleet. A standby serves
-- from it what was found and decided, gateways and agents are told which nodes to use. The time of
-- writing is the database's own, so that a reader on another machine can tell how old it is.
CREATE TABLE IF NOT EXISTS roster (
  fleet      VARCHAR(200) PRIMARY KEY,
  holder     VARCHAR(200) NOT NULL,
  round      BIGINT NOT NULL,
  taken_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  written_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  nodes      VARCHAR NOT NULL,
  report     VARCHAR NOT NULL
);
