package se.samspel.xapi;

import java.util.Locale;
import java.util.Optional;

/**
 * What an agent or identified group is recognised by: the one inverse functional identifier that it
 * carries. Two are the same agent when these are equal.
 *
 * @param kind the property that identifies: {@code mbox}, {@code mbox_sha1sum}, {@code openid} or
 *     {@code account}
 * @param value its value; of an account, the name
 * @param homePage of an account, its home page; empty for the others
 */
public record AgentId(String kind, String value, String homePage) {

  /** The identifying properties, of which an agent has exactly one. */
  static final java.util.List<String> KINDS =
      java.util.List.of("mbox", "mbox_sha1sum", "openid", "account");

  /** The identifier of the agent or group, empty for an anonymous group. */
  public static Optional<AgentId> of(Json.Members actor) {
    for (var kind : KINDS) {
      var value = actor.values().get(kind);
      if (value instanceof Json.Text text) {
        return Optional.of(new AgentId(kind, same(kind, text.value()), ""));
      }
      if (value instanceof Json.Members account && kind.equals("account")) {
        return Optional.of(
            new AgentId(
                kind,
                account.findText("name").orElse(""),
                account.findText("homePage").orElse("")));
      }
    }
    return Optional.empty();
  }

  // The domain of an address and the digits of a hash don't depend on case (1.0.3 part two §2.3.1).
  static String same(String kind, String value) {
    return switch (kind) {
      case "mbox" -> {
        var at = value.lastIndexOf('@');
        yield value.substring(0, at + 1) + value.substring(at + 1).toLowerCase(Locale.ROOT);
      }
      case "mbox_sha1sum" -> value.toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  /** The identifier as one text that no other identifier has. */
  public String key() {
    return kind + "\u0000" + homePage + "\u0000" + value;
  }

  /** The identifier as the properties of an agent. */
  public Json.Members json() {
    if (!kind.equals("account")) {
      return Json.object(kind, Json.text(value));
    }
    var account = new java.util.LinkedHashMap<String, Json>();
    account.put("homePage", Json.text(homePage));
    account.put("name", Json.text(value));
    return Json.object(kind, new Json.Members(account));
  }
}
