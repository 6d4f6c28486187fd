package se.samspel.site;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import se.samspel.ui.OpenData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a data set as JSON and as a table, both from one tree, so that they can't differ. A
 * record within a record becomes columns named {@code outer.inner}; a list becomes one cell with
 * {@code ;} between, each record of it as JSON.
 */
final class DatasetRows {

  private final List<String> columns;
  private final List<JsonNode> items;

  private DatasetRows(List<String> columns, List<JsonNode> items) {
    this.columns = columns;
    this.items = items;
  }

  static DatasetRows of(OpenData.Rows rows, JsonMapper mapper) {
    var columns = new ArrayList<String>();
    name("", rows.type(), columns);
    return new DatasetRows(
        List.copyOf(columns),
        rows.rows().stream().map(it -> (JsonNode) mapper.valueToTree(it)).toList());
  }

  /** The columns, in their order. */
  List<String> columns() {
    return columns;
  }

  /** The rows as JSON objects. */
  List<JsonNode> items() {
    return items;
  }

  /** The rows as cells. */
  List<List<@Nullable Object>> table() {
    return items.stream().map(this::cells).toList();
  }

  private List<@Nullable Object> cells(JsonNode item) {
    var cells = new ArrayList<@Nullable Object>();
    for (var column : columns) {
      cells.add(cell(item.at("/" + column.replace('.', '/'))));
    }
    return cells;
  }

  private static @Nullable Object cell(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isNumber()) {
      return node.decimalValue().toPlainString();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(it -> it.isObject() ? it.toString() : it.asString())
          .collect(Collectors.joining(";"));
    }
    return node.asString();
  }

  private static void name(String prefix, Class<?> type, List<String> columns) {
    for (var component : type.getRecordComponents()) {
      var inner = within(component.getGenericType());
      if (inner.isRecord()) {
        name(prefix + component.getName() + ".", inner, columns);
      } else {
        columns.add(prefix + component.getName());
      }
    }
  }

  /** The type itself, or what an optional holds. */
  private static Class<?> within(Type type) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Optional.class) {
        return within(generic.getActualTypeArguments()[0]);
      }
      return (Class<?>) generic.getRawType();
    }
    return (Class<?>) type;
  }
}
