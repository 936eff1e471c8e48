using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Frameworks;
using Portal.Web.Seeding;

namespace Portal.WebTests.Infrastructure;

/// <summary>
/// A made-up second version of the board's framework: LSCB-02 is in other words, LSCB-03 was split into itself and LSCB-12, LSCB-04 and LSCB-05
/// were merged into LSCB-13, LSCB-06 is gone, LSCB-07 is LSCB-14 now, LSCB-15 is new.
/// </summary>
internal static class NextVersion
{
    public const string Note = "The two were answered with the same words.";

    public static JsonObject Json()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(SeedFolder.Frameworks, $"{Given.Framework}.v1.json")))!.AsObject();
        file["version"] = 2;
        var criteria = file["judgements"]![0]!["criteria"]!.AsArray();
        Criterion("LSCB-02")["text"] = "The board regularly monitors and evaluates single-agency and multi-agency practice, early help included, and says where it must get better.";
        Add("LSCB-12", "Partners escalate", "Disagreement is taken up to where it is resolved.");
        Add("LSCB-13", "Members learn together", "Section 11 audits and reviews make members learn and share.");
        Add("LSCB-15", "Online abuse", "The board knows how children are harmed online.");
        var moved = Criterion("LSCB-07");
        criteria.Remove(moved);
        moved["id"] = "LSCB-14";
        criteria.Add(moved);
        foreach (var gone in new[] { "LSCB-04", "LSCB-05", "LSCB-06" })
        {
            criteria.Remove(Criterion(gone));
        }

        file["replaces"] = JsonNode.Parse(
            $$"""
            {
              "version": 1,
              "criteria": [
                { "from": "LSCB-03", "to": ["LSCB-03", "LSCB-12"] },
                { "from": "LSCB-04", "to": ["LSCB-13"], "note": "{{Note}}" },
                { "from": "LSCB-05", "to": ["LSCB-13"] },
                { "from": "LSCB-06", "to": [] },
                { "from": "LSCB-07", "to": ["LSCB-14"] }
              ]
            }
            """);
        return file;

        JsonObject Criterion(string id) => criteria.Select(c => c!.AsObject()).Single(c => (string)c["id"]! == id);

        void Add(string id, string title, string text) => criteria.Add(new JsonObject
        {
            ["id"] = id, ["title"] = title, ["text"] = text, ["evidenceHints"] = new JsonArray("minutes"), ["annexALists"] = new JsonArray(),
        });
    }

    /// <summary>Publishes it as it would be from the folder of frameworks.</summary>
    public static async Task PublishedAsync(PortalFixture portal, JsonObject? file = null)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder[$"{Given.Framework}.v2.json"], (file ?? Json()).ToJsonString());
        await portal.AsPortalAsync(s => s.GetRequiredService<FrameworkLibrary>().PublishAsync(folder.Path, default));
    }
}
