package se.samspel.site;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;

/** Finds what is public by its words; near spellings count, so that a slip still finds. */
@Component
class SearchTable {

  private static final int MOST = 60;

  private final JdbcClient jdbc;

  SearchTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Something found.
   *
   * @param kind message key {@code search.kind.<kind>}
   * @param title its name
   * @param path its page
   */
  record Hit(String kind, String title, String path, boolean synthetic) {}

  @Transactional(readOnly = true)
  List<Hit> find(String words, AsOf asOf) {
    return jdbc.sql(
            """
            with thing as (
              select 'recommendation' as kind, title_sv as title, title_sv || ' ' || coalesce(title_en, '') as text,
                     '/rekommendationer/' || id as path, synthetic, valid_from, valid_to, recorded_at, replaced_at
                from knowledge.public_recommendation
              union all
              select 'method', name_sv, name_sv || ' ' || coalesce(name_en, '') || ' ' || array_to_string(synonyms, ' '),
                     '/metoder/' || id, synthetic, valid_from, valid_to, recorded_at, replaced_at
                from knowledge.public_method
              union all
              select 'need', statement_sv, statement_sv || ' ' || coalesce(statement_en, ''),
                     '/behov/' || id, synthetic, valid_from, valid_to, recorded_at, replaced_at
                from programme.public_need
              union all
              select 'initiative', name_sv, name_sv || ' ' || coalesce(name_en, ''),
                     '/insatser/' || id, synthetic, valid_from, valid_to, recorded_at, replaced_at
                from programme.public_initiative
              union all
              select 'indicator', name_sv, name_sv || ' ' || coalesce(name_en, ''),
                     '/indikatorer/' || id, synthetic, valid_from, valid_to, recorded_at, replaced_at
                from indicators.public_definition
              union all
              select 'region', name_sv, name_sv || ' ' || county_sv,
                     '/regioner/' || code, synthetic, valid_from, valid_to, recorded_at, replaced_at
                from actors.public_region
              union all
              select 'decision', title_sv, title_sv || ' ' || coalesce(text_sv, '') || ' ' || coalesce(diary_number, ''),
                     '/beslut/' || id, synthetic, date '1900-01-01', date '9999-01-01', recorded_at, replaced_at
                from programme.public_decision
            )
            select kind, title, path, synthetic
              from thing
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
               and (text ilike '%' || :like || '%' or word_similarity(lower(:words), lower(text)) > 0.55)
             order by text ilike '%' || :like || '%' desc, word_similarity(lower(:words), lower(text)) desc, title, path
             limit :most\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .param("words", words)
        .param("like", words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
        .param("most", MOST)
        .query(Hit.class)
        .list();
  }
}
