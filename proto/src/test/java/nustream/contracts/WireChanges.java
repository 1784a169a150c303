package nustream.contracts;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What makes a newer descriptor set unable to read what an older one wrote, or the other way round.
 * Additions are fine; a removed field or enum value must have its number and its name reserved.
 */
final class WireChanges {
  private final List<String> breaks = new ArrayList<>();

  private WireChanges() {}

  static List<String> between(FileDescriptorSet older, FileDescriptorSet newer) {
    var changes = new WireChanges();
    changes.eachByName(
        "", older.getFileList(), newer.getFileList(), FileDescriptorProto::getName, changes::file);
    return changes.breaks;
  }

  private void file(String path, FileDescriptorProto older, FileDescriptorProto newer) {
    same(path, "package", older.getPackage(), newer.getPackage());
    String base = older.getPackage();
    eachByName(
        base,
        older.getMessageTypeList(),
        newer.getMessageTypeList(),
        DescriptorProto::getName,
        this::message);
    eachByName(
        base,
        older.getEnumTypeList(),
        newer.getEnumTypeList(),
        EnumDescriptorProto::getName,
        this::enumeration);
    eachByName(
        base,
        older.getServiceList(),
        newer.getServiceList(),
        ServiceDescriptorProto::getName,
        this::service);
  }

  private void message(String path, DescriptorProto older, DescriptorProto newer) {
    Map<Integer, FieldDescriptorProto> now =
        newer.getFieldList().stream()
            .collect(Collectors.toMap(FieldDescriptorProto::getNumber, Function.identity()));
    for (FieldDescriptorProto was : older.getFieldList()) {
      FieldDescriptorProto is = now.get(was.getNumber());
      if (is != null) {
        field(path + "." + was.getName(), older, was, newer, is);
      } else if (!reserved(newer, was)) {
        breaks.add(
            path
                + "."
                + was.getName()
                + " was removed without reserving number "
                + was.getNumber()
                + " and its name");
      }
    }
    eachByName(
        path,
        older.getNestedTypeList(),
        newer.getNestedTypeList(),
        DescriptorProto::getName,
        this::message);
    eachByName(
        path,
        older.getEnumTypeList(),
        newer.getEnumTypeList(),
        EnumDescriptorProto::getName,
        this::enumeration);
    for (DescriptorProto.ReservedRange range : older.getReservedRangeList()) {
      if (!newer.getReservedRangeList().contains(range)) {
        breaks.add(path + " no longer reserves " + range.getStart() + " to " + range.getEnd());
      }
    }
    for (String name : older.getReservedNameList()) {
      if (!newer.getReservedNameList().contains(name)) {
        breaks.add(path + " no longer reserves '" + name + "'");
      }
    }
  }

  private void field(
      String path,
      DescriptorProto olderMessage,
      FieldDescriptorProto was,
      DescriptorProto newerMessage,
      FieldDescriptorProto is) {
    same(path, "name", was.getName(), is.getName());
    same(path, "type", was.getType(), is.getType());
    same(path, "type name", was.getTypeName(), is.getTypeName());
    same(path, "label", was.getLabel(), is.getLabel());
    same(path, "presence", was.getProto3Optional(), is.getProto3Optional());
    same(path, "oneof", oneof(olderMessage, was), oneof(newerMessage, is));
    same(path, "packing", was.getOptions().getPacked(), is.getOptions().getPacked());
  }

  private static String oneof(DescriptorProto message, FieldDescriptorProto field) {
    return field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "";
  }

  private static boolean reserved(DescriptorProto message, FieldDescriptorProto field) {
    return message.getReservedNameList().contains(field.getName())
        && message.getReservedRangeList().stream()
            .anyMatch(r -> field.getNumber() >= r.getStart() && field.getNumber() < r.getEnd());
  }

  private void enumeration(String path, EnumDescriptorProto older, EnumDescriptorProto newer) {
    Map<Integer, String> now =
        newer.getValueList().stream()
            .collect(
                Collectors.toMap(
                    EnumValueDescriptorProto::getNumber, EnumValueDescriptorProto::getName));
    for (EnumValueDescriptorProto was : older.getValueList()) {
      String is = now.get(was.getNumber());
      boolean reserved =
          newer.getReservedNameList().contains(was.getName())
              && newer.getReservedRangeList().stream()
                  // Ranges of enums include their end.
                  .anyMatch(r -> was.getNumber() >= r.getStart() && was.getNumber() <= r.getEnd());
      if (is != null) {
        same(path + " " + was.getNumber(), "name", was.getName(), is);
      } else if (!reserved) {
        breaks.add(path + "." + was.getName() + " was removed without reserving it");
      }
    }
  }

  private void service(String path, ServiceDescriptorProto older, ServiceDescriptorProto newer) {
    eachByName(
        path,
        older.getMethodList(),
        newer.getMethodList(),
        MethodDescriptorProto::getName,
        (method, was, is) -> {
          same(method, "request", was.getInputType(), is.getInputType());
          same(method, "response", was.getOutputType(), is.getOutputType());
          same(method, "request stream", was.getClientStreaming(), is.getClientStreaming());
          same(method, "response stream", was.getServerStreaming(), is.getServerStreaming());
        });
  }

  private void same(String path, String what, Object was, Object is) {
    if (!was.equals(is)) {
      breaks.add(path + ": " + what + " was " + was + ", is " + is);
    }
  }

  private interface Comparison<T> {
    void compare(String path, T older, T newer);
  }

  private <T> void eachByName(
      String base,
      Collection<T> older,
      Collection<T> newer,
      Function<T, String> name,
      Comparison<T> comparison) {
    Map<String, T> now = newer.stream().collect(Collectors.toMap(name, Function.identity()));
    for (T was : older) {
      String path = base.isEmpty() ? name.apply(was) : base + "." + name.apply(was);
      T is = now.get(name.apply(was));
      if (is == null) {
        breaks.add(path + " was removed");
      } else {
        comparison.compare(path, was, is);
      }
    }
  }
}
