package dev.waymark.migration.flyway;

import dev.waymark.database.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;

/** Where Flyway has its sessions from, which find nothing from the first on. */
final class BegunSource extends DelegatingDataSource {

  /**
   * @param source whose connections they are
   */
  BegunSource(DataSource source) {
    super(source);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try {
      return BegunConnection.of(connection, SearchPath.begin(connection));
    } catch (SQLException exception) {
      connection.close();
      throw exception;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The source has its user");
  }
}
