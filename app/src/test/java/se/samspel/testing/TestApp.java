package se.samspel.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import se.samspel.Samspel;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Person;

/** The whole application on a free port and a database of its own. */
public final class TestApp {

  private static @Nullable TestApp plain;
  private static @Nullable TestApp demo;

  private final ConfigurableApplicationContext context;
  private final TestDatabase database;

  private TestApp(ConfigurableApplicationContext context, TestDatabase database) {
    this.context = context;
    this.database = database;
  }

  /** Shared by the tests of the process: demo accounts, but no pack and no sample. */
  public static synchronized TestApp plain() {
    if (plain == null) {
      plain = start("run", Map.of());
    }
    return plain;
  }

  /** Shared by the tests of the process: the pack and the synthetic sample, as a demo has them. */
  public static synchronized TestApp demo() {
    if (demo == null) {
      demo = start("demo", Map.of());
    }
    return demo;
  }

  /** One of the test's own. */
  public static TestApp start(String verb, Map<String, Object> more) {
    var database = TestDatabase.fresh();
    var properties = new HashMap<String, Object>();
    properties.put("server.port", 0);
    properties.put("server.address", "127.0.0.1");
    properties.put("samspel.verb", verb);
    properties.put("samspel.demo", true);
    properties.put("samspel.keep-answers", false);
    properties.put("springdoc.api-docs.enabled", false);
    properties.put("samspel.data", "target/test-data");
    properties.put("samspel.base-url", "http://localhost:8080");
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", database.user());
    properties.put("spring.datasource.password", database.password());
    properties.putAll(more);
    var application = new SpringApplication(Samspel.class);
    application.setDefaultProperties(properties);
    application.setRegisterShutdownHook(false);
    return new TestApp(application.run(verb), database);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public TestDatabase database() {
    return database;
  }

  /** Every bean of a kind. */
  public <T> java.util.Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
  }

  /** Does the work as the person, in one transaction. */
  public <T> T as(Person person, Supplier<T> work) {
    var transaction = new TransactionTemplate(bean(PlatformTransactionManager.class));
    return CurrentPerson.call(person, () -> transaction.execute(status -> work.get()));
  }

  /** The address of a path of this application. */
  public String url(String path) {
    var server = ((ServletWebServerApplicationContext) context).getWebServer();
    return "http://127.0.0.1:" + java.util.Objects.requireNonNull(server).getPort() + path;
  }

  /** Somebody who reads without signing in. */
  public Reader visitor() {
    return new Reader(this);
  }

  /** Somebody who has signed in with a demo account, such as {@code samordnare-12}. */
  public Reader signedIn(String username) {
    var reader = new Reader(this);
    reader.signIn(username);
    return reader;
  }

  public void close() {
    context.close();
  }
}
