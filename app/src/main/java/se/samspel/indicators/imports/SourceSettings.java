package se.samspel.indicators.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The addresses of the services, each without a final slash. Their public ones, unless {@code
 * SAMSPEL_…_URL} gives another.
 */
@ConfigurationProperties("samspel.sources")
record SourceSettings(
    @DefaultValue("https://api.kolada.se/v3") String kolada,
    @DefaultValue("https://sdb.socialstyrelsen.se/api/v1/sv") String socialstyrelsen,
    @DefaultValue("https://api.scb.se/OV0104/v1/doris/sv/ssd") String scb,
    @DefaultValue("https://statistikdatabasen.scb.se/api/v2") String scbV2,
    @DefaultValue("https://api.vardenisiffror.se/webapi") String vardenISiffror) {}
