using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>
/// The text in which a burst's lines are kept: an array with one array for each line, of when (UTC), execution, activity, node, type, event, outcomes, message
/// and by whom; what is missing at the end is left out. The view <c>WorkflowJournalLine</c> of both databases reads it, and gives each line its place.
/// </summary>
public static class JournalLines
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="lines">Lines that follow each other.</param>
    public static string Write(IReadOnlyList<JournalEntry> lines)
    {
        var buffer = new ArrayBufferWriter<byte>(256 * lines.Count);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartArray();
            foreach (var line in lines)
            {
                Write(json, line);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JournalEntry line)
    {
        json.WriteStartArray();
        json.WriteStringValue(line.At.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteStringValue(line.ExecutionId);
        json.WriteStringValue(line.ActivityId);
        json.WriteStringValue(line.NodeId);
        json.WriteStringValue(line.Type);
        json.WriteStringValue(line.Event.ToString());
        string?[] more = [line.Outcomes.Count == 0 ? null : string.Join(", ", line.Outcomes), line.Message, line.By];
        for (var n = 0; n <= Array.FindLastIndex(more, m => m is not null); n++)
        {
            json.WriteStringValue(more[n]?.Replace('\0', '\uFFFD')); // Which PostgreSQL keeps in no text.
        }

        json.WriteEndArray();
    }
}
