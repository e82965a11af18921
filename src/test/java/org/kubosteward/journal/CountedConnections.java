package org.kubosteward.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Connections whose statements are counted, and fail when the test says so. */
final class CountedConnections implements Connections {
  private final Connections real;
  private final List<String> statements = new ArrayList<>();
  private Optional<Predicate<String>> failing = Optional.empty();
  private String failOnceAfter = "";
  private int transactions;

  CountedConnections(Connections real) {
    this.real = real;
  }

  /** The statements run since the last call. */
  List<String> statements() {
    List<String> run = List.copyOf(statements);
    statements.clear();
    return run;
  }

  /** The connections opened since the last call. */
  int transactions() {
    int run = transactions;
    transactions = 0;
    return run;
  }

  /** From now on nothing connects. */
  void fail() {
    failing = Optional.of(sql -> true);
  }

  /** From now on these statements fail; {@code commit} is one. */
  void failOn(Predicate<String> which) {
    failing = Optional.of(which);
  }

  /** The next such call is done, and its answer lost. */
  void failOnceAfter(String method) {
    failOnceAfter = method;
  }

  void heal() {
    failing = Optional.empty();
  }

  @Override
  public void failed(SQLException why) {
    real.failed(why);
  }

  @Override
  public void retry() {
    real.retry();
  }

  @Override
  public Connection open() throws SQLException {
    refuse("connect");
    transactions++;
    Connection connection = real.open();
    return proxy(
        Connection.class,
        connection,
        (method, args, result) -> {
          if (method.equals(failOnceAfter)) {
            failOnceAfter = "";
            throw new SQLException("the test lost the answer to " + method, "08006");
          }
          if (method.equals("prepareStatement")) {
            return statement((PreparedStatement) result, (String) args[0]);
          }
          return result;
        },
        method -> {
          if (method.equals("commit")) {
            refuse("commit");
          }
        });
  }

  private PreparedStatement statement(PreparedStatement statement, String sql) {
    return proxy(
        PreparedStatement.class,
        statement,
        (method, args, result) -> result,
        method -> {
          if (method.startsWith("execute")) {
            refuse(sql);
            statements.add(sql);
          }
        });
  }

  private void refuse(String what) throws SQLException {
    if (failing.filter(which -> which.test(what)).isPresent()) {
      throw new SQLException("the test pulled the plug on " + what, "08006");
    }
  }

  private interface After {
    Object result(String method, Object[] args, Object result) throws SQLException;
  }

  private interface Before {
    void call(String method) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T target, After after, Before before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              before.call(method.getName());
              try {
                return after.result(method.getName(), args, method.invoke(target, args));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
