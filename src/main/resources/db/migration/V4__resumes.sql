-- A resume ends its pauses when it is asked for; before, it stayed beside them for ever, and an
-- acknowledgement too.
UPDATE intent SET withdrawn_at = CURRENT_TIMESTAMP, withdrawn_by = 'a resume'
  WHERE kind = 'PAUSE' AND withdrawn_at IS NULL AND EXISTS
    (SELECT 1 FROM intent resume
      WHERE resume.kind = 'RESUME' AND resume.withdrawn_at IS NULL
        AND resume.node IS NOT DISTINCT FROM intent.node
        AND resume.action IS NOT DISTINCT FROM intent.action
        AND resume.created_at >= intent.created_at);
UPDATE intent SET expires_at = created_at WHERE kind = 'RESUME' AND expires_at IS NULL;
UPDATE intent SET expires_at = created_at + INTERVAL '30' DAY
  WHERE kind = 'ACKNOWLEDGE' AND expires_at IS NULL;
