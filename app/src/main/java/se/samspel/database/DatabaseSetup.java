package se.samspel.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the database: migrations run as the owner before the pool opens; the application itself
 * works as the role {@code samspel_app}, which owns no table and so is held by row-level security.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseSetup {

  private static final int POOL = 16;

  /** Flyway holds one connection for its history and one for what it changes. */
  private static final int OWNERS = 4;

  @Bean
  DataSource dataSource(DataSourceProperties properties, Environment environment) {
    Start.awaitDatabase(environment);
    var url = properties.determineUrl();
    var user = Objects.requireNonNullElse(properties.determineUsername(), "");
    var password = Objects.requireNonNullElse(properties.determinePassword(), "");
    try (var owner = new HikariDataSource()) {
      owner.setJdbcUrl(url);
      owner.setUsername(user);
      owner.setPassword(password);
      owner.setMaximumPoolSize(OWNERS);
      owner.setMinimumIdle(1);
      Migrations.run(owner);
    }
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(POOL);
    pool.setMinimumIdle(2);
    pool.setConnectionTimeout(3_000);
    pool.setConnectionInitSql("set role samspel_app");
    pool.addDataSourceProperty("ApplicationName", "samspel");
    // Batches are pipelined as they are: rewritten to one insert of many rows, those that look up
    // their
    // next version cost more to plan than to run (a demonstration's load took 5 s of PostgreSQL,
    // not 2).
    pool.addDataSourceProperty("options", "-c statement_timeout=60000 -c TimeZone=UTC");
    return pool;
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new ScopedTransactions(dataSource);
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }
}
