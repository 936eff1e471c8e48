using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Frameworks;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

/// <summary>The seed files as they are shipped beside the portal, and ways to read broken copies of them.</summary>
internal static class SeedFiles
{
    public const string SingleInspection = "frameworks/sif-2013.v1.json";
    public const string BoardReview = "frameworks/lscb-review-2013.v1.json";

    public const string Section11 = "frameworks/section-11-audit.v1.json";
    public const string SelfEvaluation = "frameworks/ilacs-self-evaluation-2026.v1.json";

    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "seed-data", name);

    public static Framework Framework(string name) => FrameworkFile.Read(Path(name));

    public static JsonObject Json(string name) => JsonNode.Parse(File.ReadAllText(Path(name)))!.AsObject();

    public static Framework Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static Framework Read(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return FrameworkFile.Read(stream, "copy.json");
    }

    public static IReadOnlyList<SeedFault> FaultsOf(JsonNode file) => FaultsOf(file.ToJsonString());

    public static IReadOnlyList<SeedFault> FaultsOf(string text) => Should.Throw<SeedFileRefused>(() => Read(text)).Faults;
}
