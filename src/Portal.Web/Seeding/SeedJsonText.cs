using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Web.Seeding;

/// <summary>The JSON text of a seed file: parsed with faults told by line and position, and hashed in a canonical form.</summary>
public static class SeedJsonText
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonWriterOptions _canonical = new() { Indented = false };

    /// <exception cref="SeedFileRefused">It is not JSON in UTF-8.</exception>
    public static JsonDocument Parse(string file, byte[] content)
    {
        var start = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            _strictUtf8.GetCharCount(content);
            RefuseBrokenEscapes(content.AsSpan(start));
            return JsonDocument.Parse(content.AsMemory(start));
        }
        catch (JsonException notJson)
        {
            throw Refused(file, $"is not JSON, at line {notJson.LineNumber + 1}, position {notJson.BytePositionInLine + 1}");
        }
        catch (DecoderFallbackException notUtf8)
        {
            var line = content.AsSpan(0, Math.Clamp(notUtf8.Index, 0, content.Length)).Count((byte)'\n') + 1;
            throw Refused(file, $"is not UTF-8 text, at line {line}");
        }
    }

    /// <summary>
    /// SHA-256, in 64 lower-case hexadecimal digits, of the value written without white space, its properties in ordinal order: layout
    /// does not change it, any other difference does. The "$schema" of the outermost object, a note to editors, is left out.
    /// </summary>
    public static string ContentHash(JsonElement root)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _canonical))
        {
            Write(writer, root, outermost: true);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool outermost)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (!outermost || property.Name is not "$schema")
                    {
                        writer.WritePropertyName(property.Name);
                        Write(writer, property.Value, outermost: false);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, outermost: false);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Half of a surrogate pair written as an escape passes the parser, yet cannot be read as text.</summary>
    private static void RefuseBrokenEscapes(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            {
                continue;
            }

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException broken)
            {
                var before = content[..(int)reader.TokenStartIndex];
                var column = before.Length - before.LastIndexOf((byte)'\n') - 1;
                throw new JsonException("Broken escape", null, before.Count((byte)'\n'), column, broken);
            }
        }
    }

    private static SeedFileRefused Refused(string file, string reason) => new(file, [new SeedFault("$", reason)]);
}
