package se.samspel.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;

/**
 * Transactions that tell PostgreSQL who acts, for row-level security.
 *
 * <p>{@code samspel.scope} is {@code all} for someone with duties for the whole programme, a region
 * code for a coordinator, and empty for anyone else, whom the policies give public rows only. The
 * setting is local to the transaction, so a pooled connection never carries it on.
 */
class ScopedTransactions extends JdbcTransactionManager {

  ScopedTransactions(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    super.doBegin(transaction, definition);
    var person = CurrentPerson.get();
    if (!person.signedIn()) {
      return;
    }
    var holder =
        (@Nullable ConnectionHolder) TransactionSynchronizationManager.getResource(source());
    if (holder == null) {
      throw new CannotCreateTransactionException("no connection was bound to the transaction");
    }
    try (var statement =
        holder.getConnection().prepareStatement("select set_config('samspel.scope', ?, true)")) {
      statement.setString(1, person.scope().orElse(""));
      statement.execute();
      if (!definition.isReadOnly()) {
        comeInOneAtATime(holder);
      }
    } catch (SQLException broken) {
      throw new CannotCreateTransactionException("the scope could not be set", broken);
    }
  }

  /**
   * Who is about to change something comes in alone, before anything is read: then the version that
   * is compared with what the person saw is the newest there is, and no update is lost.
   */
  private static void comeInOneAtATime(ConnectionHolder holder) throws SQLException {
    try (var statement =
        holder.getConnection().prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, Changes.DOOR);
      statement.execute();
    }
  }

  private DataSource source() {
    return java.util.Objects.requireNonNull(getDataSource());
  }
}
