package se.samspel.site;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who stands behind the open data of the installation, as {@code SAMSPEL_PUBLISHER…} say.
 *
 * @param name of the organisation
 * @param number organisation number, ten digits
 * @param type as ADMS names kinds of publishers
 * @param email where questions about the data are answered
 */
@ConfigurationProperties("samspel.publisher")
record Publisher(
    @DefaultValue("Samspel") String name,
    @Nullable String number,
    @DefaultValue("NonProfitOrganisation") String type,
    @Nullable String email) {

  /** The address that the Swedish data portal knows the organisation by, where it has a number. */
  Optional<String> portalAddress() {
    return Optional.ofNullable(number).map(it -> "http://dataportal.se/organisation/SE" + it);
  }

  Optional<String> mailbox() {
    return Optional.ofNullable(email);
  }
}
