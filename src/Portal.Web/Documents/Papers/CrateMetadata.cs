using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Portal.Web.Documents.Bags;
using Portal.Web.Files;
using Portal.Web.Words;

namespace Portal.Web.Documents.Papers;

/// <summary>Describes a pack for programs: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), with every payload file of the bag but the description itself.</summary>
/// <param name="about">What it says of the whole.</param>
/// <param name="files">The payload files in their order, as they stand in the manifest.</param>
/// <param name="titles">What files that are no evidence are called.</param>
public sealed class CrateMetadata(CrateAbout about, IReadOnlyList<BaggedFile> files, IReadOnlyDictionary<string, string> titles)
{
    public const string Name = "ro-crate-metadata.json";

    private const string Body = "#body";
    private const string Terms = "#terms";

    private static readonly JsonWriterOptions _format = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task WriteAsync(Stream output, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, _format);
        json.WriteStartObject();
        Context(json);
        json.WriteStartArray("@graph");
        Descriptor(json);
        Root(json);
        foreach (var file in files)
        {
            File(json, file, about.Evidence.GetValueOrDefault(file.Name));
            if (json.BytesPending > 64 * 1024)
            {
                await json.FlushAsync(ct);
            }
        }

        Organisation(json);
        Licence(json);
        for (var i = 0; i < about.Signatures.Count; i++)
        {
            Signature(json, about.Signatures[i], i + 1);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The address of a file within the crate: its path, each name percent-encoded.</summary>
    public static string IdOf(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static void Context(Utf8JsonWriter json)
    {
        json.WriteStartArray("@context");
        json.WriteStringValue("https://w3id.org/ro/crate/1.1/context");
        json.WriteStartObject();
        json.WriteString("sha256", "https://schema.org/sha256");
        json.WriteString("usageInfo", "https://schema.org/usageInfo");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Descriptor(Utf8JsonWriter json)
    {
        Begin(json, Name, "CreativeWork");
        Reference(json, "conformsTo", "https://w3id.org/ro/crate/1.1");
        Reference(json, "about", "./");
        json.WriteEndObject();
    }

    private void Root(Utf8JsonWriter json)
    {
        Begin(json, "./", "Dataset");
        json.WriteString("name", about.Name);
        json.WriteString("description", about.Description);
        json.WriteString("identifier", about.Identifier);
        json.WriteString("datePublished", Moment(about.PublishedAt));
        json.WriteString("temporalCoverage", string.Create(CultureInfo.InvariantCulture, $"{about.PeriodFrom:yyyy-MM-dd}/{about.PeriodTo:yyyy-MM-dd}"));
        json.WriteString("inLanguage", "en-GB");
        Reference(json, "publisher", Body);
        Reference(json, "license", Terms);
        Reference(json, "usageInfo", Terms);
        References(json, "author", about.Signatures.Select((_, i) => Signatory(i + 1)));
        References(json, "mentions", about.Signatures.Select((_, i) => SignatureId(i + 1)));
        References(json, "hasPart", files.Select(f => IdOf(f.Name)));
        json.WriteEndObject();
    }

    private void File(Utf8JsonWriter json, BaggedFile file, EvidenceEntry? evidence)
    {
        Begin(json, IdOf(file.Name), "File");
        json.WriteString("name", evidence?.Title ?? titles.GetValueOrDefault(file.Name, file.Name));
        json.WriteString("encodingFormat", evidence?.ContentType ?? FormatOf(file.Name));
        json.WriteString("contentSize", file.Length.ToString(CultureInfo.InvariantCulture));
        json.WriteString("sha256", file.Sha256);
        if (evidence is not null)
        {
            json.WriteString("description", evidence.Shows);
            json.WriteString("temporalCoverage", evidence.Describes.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("keywords", evidence.Kind.Words());
            json.WriteString("alternateName", evidence.FileName);
            json.WriteString("identifier", $"urn:uuid:{evidence.Id}");
        }

        json.WriteEndObject();
    }

    private void Organisation(Utf8JsonWriter json)
    {
        Begin(json, Body, "Organization");
        json.WriteString("name", about.Body.Name);
        json.WriteString("identifier", about.Body.Code);
        json.WriteEndObject();
    }

    private void Licence(Utf8JsonWriter json)
    {
        Begin(json, Terms, "CreativeWork");
        json.WriteString("name", "Terms of use");
        json.WriteString("description", $"The text and the evidence are {about.Body.Name}’s own, handed over to be reviewed; ask it before they go further. Of the criteria: {about.Attribution}");
        json.WriteEndObject();
    }

    private void Signature(Utf8JsonWriter json, SignedBy signature, int number)
    {
        Begin(json, Signatory(number), "Person");
        json.WriteString("name", signature.Name);
        json.WriteString("jobTitle", signature.Post);
        Reference(json, "affiliation", Body);
        json.WriteEndObject();
        Begin(json, SignatureId(number), "EndorseAction");
        json.WriteString("name", signature.ContentHash.Length == 0 ? "Signature" : $"Signature under the content hash {signature.ContentHash}");
        Reference(json, "agent", Signatory(number));
        Reference(json, "object", about.SignedFile ?? "./");
        json.WriteString("endTime", Moment(signature.At));
        json.WriteEndObject();
    }

    private static string FormatOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html",
        ".json" => "application/json",
        _ => AcceptedTypes.ForName(name)?.ContentType ?? "application/octet-stream",
    };

    private static string Signatory(int number) => string.Create(CultureInfo.InvariantCulture, $"#signatory-{number}");

    private static string SignatureId(int number) => string.Create(CultureInfo.InvariantCulture, $"#signature-{number}");

    private static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Begin(Utf8JsonWriter json, string id, string type)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteString("@type", type);
    }

    private static void Reference(Utf8JsonWriter json, string property, string id)
    {
        json.WriteStartObject(property);
        json.WriteString("@id", id);
        json.WriteEndObject();
    }

    private static void References(Utf8JsonWriter json, string property, IEnumerable<string> ids)
    {
        json.WriteStartArray(property);
        foreach (var id in ids)
        {
            json.WriteStartObject();
            json.WriteString("@id", id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
