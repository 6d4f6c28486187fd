package se.samspel.lrs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import se.samspel.xapi.Attachment;
import se.samspel.xapi.ContentType;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;
import se.samspel.xapi.Multipart;
import se.samspel.xapi.Signature;
import se.samspel.xapi.Statement;
import se.samspel.xapi.Version;

/**
 * The statements of a request's body with the attachments that came along, all checked.
 *
 * @param json the statements' part as JSON: one object or a list
 * @param contents of the attachments, by hash
 */
record Incoming(Json json, Map<String, byte[]> contents) {

  /**
   * Reads a body of type {@code application/json} or {@code multipart/mixed}.
   *
   * <p>Source: xAPI 1.0.3 part three §1.5; IEEE 9274.1.1 §4.1.3.
   *
   * @param mostParts how many attachments one request may carry
   */
  static Incoming read(Call call, int mostParts) {
    var type =
        call.header("content-type")
            .flatMap(ContentType::parse)
            .orElseThrow(() -> Refusal.badRequest("the header Content-Type is missing or broken"));
    return switch (type.type()) {
      case "application/json" -> new Incoming(Json.read(call.body(), Limits.DEFAULT), Map.of());
      case "multipart/mixed" -> parts(Multipart.read(call.body(), type, mostParts + 1));
      default ->
          throw Refusal.badRequest(
              "statements are sent as application/json or, with attachments, multipart/mixed");
    };
  }

  private static Incoming parts(List<Multipart.Part> parts) {
    if (parts.isEmpty()
        || parts
            .getFirst()
            .header("content-type")
            .flatMap(ContentType::parse)
            .filter(ContentType::json)
            .isEmpty()) {
      throw Refusal.badRequest("the first part must be the statements, as application/json");
    }
    var contents = new LinkedHashMap<String, byte[]>();
    for (var part : parts.subList(1, parts.size())) {
      var hash =
          part.header("x-experience-api-hash")
              .orElseThrow(() ->
                  Refusal.badRequest(
                      "each attachment's part must have the header X-Experience-API-Hash"))
              .toLowerCase(java.util.Locale.ROOT);
      if (part.header("content-transfer-encoding")
          .filter(it -> it.equalsIgnoreCase("binary"))
          .isEmpty()) {
        throw Refusal.badRequest(
            "each attachment's part must have the header Content-Transfer-Encoding: binary");
      }
      if (!Attachment.hash(part.content(), hash).equals(hash)) {
        throw Refusal.badRequest("the content of the attachment " + hash + " has another hash");
      }
      contents.put(hash, part.content());
    }
    return new Incoming(Json.read(parts.getFirst().content(), Limits.DEFAULT), contents);
  }

  /** Checks attachments and ids, and makes the statements ready for the store. */
  List<Arrival> arrivals(
      List<Statement> statements,
      Credential credential,
      String home,
      Version version,
      java.util.function.Supplier<UUID> newId) {
    var ids = new HashSet<UUID>();
    var used = new HashSet<String>();
    var arrivals = new ArrayList<Arrival>();
    var authority = credential.authority(home);
    for (var statement : statements) {
      credential.admit(statement);
      for (var attachment : statement.attachments()) {
        check(statement, attachment);
        used.add(attachment.sha2());
      }
      var arrival =
          Arrival.of(statement, newId.get(), authority, version, credential.has(Scope.DEFINE));
      if (!ids.add(arrival.id())) {
        throw Refusal.badRequest("the id " + arrival.id() + " is used twice in the request");
      }
      arrivals.add(arrival);
    }
    if (!used.containsAll(contents.keySet())) {
      throw Refusal.badRequest("there is a part that no statement's attachments name");
    }
    return arrivals;
  }

  private void check(Statement statement, Attachment attachment) {
    var content = contents.get(attachment.sha2());
    if (content == null && (attachment.fileUrl().isEmpty() || attachment.signature())) {
      throw Refusal.badRequest(
          "the content of the attachment " + attachment.sha2() + " is not in the request");
    }
    if (content != null && attachment.signature()) {
      Signature.check(statement, attachment, content);
    }
  }
}
