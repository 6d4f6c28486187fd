package se.samspel.xapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.X509CertUtils;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Set;

/**
 * The signature of a statement, a JSON Web Signature in compact form.
 *
 * <p>Source: xAPI 1.0.3 part two §2.6; IEEE 9274.1.1 §4.2.6.
 */
public final class Signature {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
  private static final String CONTENT_TYPE = "application/octet-stream";

  private Signature() {}

  /**
   * Checks that the attachment is a signature of the statement: the algorithm, that its payload
   * says the same as the statement, and, where the header carries a certificate, the signature
   * itself.
   *
   * @throws Invalid when it is not
   */
  public static void check(Statement statement, Attachment attachment, byte[] content) {
    if (ContentType.parse(attachment.contentType())
        .filter(it -> it.type().equals(CONTENT_TYPE))
        .isEmpty()) {
      throw new Invalid("a signature must be of content type application/octet-stream");
    }
    var signature = parse(content);
    if (!ALGORITHMS.contains(signature.getHeader().getAlgorithm())) {
      throw new Invalid("a signature must use RS256, RS384 or RS512");
    }
    var payload = Json.read(signature.getPayload().toBytes(), Limits.DEFAULT);
    if (!(payload instanceof Json.Members signed)) {
      throw new Invalid("the payload of a signature must be a statement");
    }
    var received = statement.unsigned();
    var otherId =
        signed
            .findText("id")
            .flatMap(Statement::uuid)
            .filter(id -> !id.equals(statement.id().orElse(id)))
            .isPresent();
    if (otherId || !Canonical.same(received, signed)) {
      throw new Invalid("the signature's payload and the statement do not say the same");
    }
    verify(signature);
  }

  private static JWSObject parse(byte[] content) {
    try {
      return JWSObject.parse(new String(content, StandardCharsets.US_ASCII).strip());
    } catch (ParseException | IllegalArgumentException malformed) {
      throw new Invalid("the signature is no JSON Web Signature in compact form");
    }
  }

  // Catches mistakes of the signer; whom to trust is for the reader of the statement to judge.
  private static void verify(JWSObject signature) {
    var chain = signature.getHeader().getX509CertChain();
    if (chain == null || chain.isEmpty()) {
      return;
    }
    var certificate = X509CertUtils.parse(chain.getFirst().decode());
    if (certificate == null || !(certificate.getPublicKey() instanceof RSAPublicKey key)) {
      throw new Invalid("the signature's x5c holds no certificate with an RSA key");
    }
    try {
      if (!signature.verify(new RSASSAVerifier(key))) {
        throw new Invalid("the signature does not fit the certificate in its header");
      }
    } catch (JOSEException | IllegalStateException broken) {
      throw new Invalid("the signature could not be verified: " + broken.getMessage());
    }
  }
}
