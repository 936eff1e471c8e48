using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Web.Documents.Bundles;

/// <summary>What became of each item of evidence; laid into the pack as <c>bundle-report.json</c>.</summary>
/// <param name="Pages">Of the bundle; 0 where there is none.</param>
/// <param name="Why">Why there is no bundle, in words; null where there is one.</param>
/// <param name="Items">In the order of their numbers; empty where there is no bundle.</param>
public sealed record BundleReport(int Pages, string? Why, IReadOnlyList<BoundItem> Items)
{
    /// <summary>Of the report in the pack, below <c>data/</c>.</summary>
    public const string Name = "bundle-report.json";

    /// <summary>Of the bundle in the pack, below <c>data/</c>.</summary>
    public const string BundleName = "bundle.pdf";

    private static readonly JsonSerializerOptions _format = new(DocumentJson.Format) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string ToJson() => JsonSerializer.Serialize(this, _format);

    /// <exception cref="JsonException">It is no report.</exception>
    public static BundleReport Parse(string json) => JsonSerializer.Deserialize<BundleReport>(json, _format) ?? throw new JsonException("The report is empty.");
}
