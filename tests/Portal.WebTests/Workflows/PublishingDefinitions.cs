using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows;

public sealed class PublishingDefinitions(PortalFixture portal) : PortalTest(portal), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["lscb-self-assessment.json"];

    [Fact]
    public async Task The_shipped_files_are_published_and_again_changes_nothing()
    {
        await Portal.AsPortalAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(SeedFolder.Workflows, default));

        (await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().Select(w => w.DefinitionId).Order().ToListAsync()))
            .ShouldBe(["authority-self-assessment", "evidence-request", "extension-request", "improvement-plan", "lscb-self-assessment",
                "reopened-authority-self-assessment", "reopened-lscb-self-assessment", "review", "section-11-return"]);
    }

    [Fact]
    public async Task An_unknown_activity_is_refused_with_file_place_and_reason()
    {
        Write(definition => Node(definition, "submit-version")["type"] = "Portal.SubmitEverything");

        var refused = await RefusedAsync();

        refused.Message.ShouldContain(File);
        refused.Faults.ShouldContain(f => f.Path.StartsWith("$.root.activities[", StringComparison.Ordinal) && f.Reason.Contains("Portal.SubmitEverything", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_leads_nowhere_is_refused_with_file_place_and_reason()
    {
        Write(definition => Node(definition, "assess")["connections"]![1]!["target"]!["activity"] = "nobody");

        var refused = await RefusedAsync();

        refused.Message.ShouldContain(File);
        refused.Faults.ShouldContain(f => f.Path.Contains("connections[1]", StringComparison.Ordinal) && f.Reason.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_json_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(File, "{ \"id\": ");

        (await RefusedAsync()).Message.ShouldContain("no JSON");
    }

    [Fact]
    public async Task Changed_without_a_higher_version_it_is_not_taken_in_and_what_is_published_stays()
    {
        var version = 0;
        Write(definition =>
        {
            version = definition["version"]!.GetValue<int>();
            Node(definition, "assign-work")["title"]!["expression"]!["value"] = "Give the work out";
        });

        await PublishAsync();

        (await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == "lscb-self-assessment" && w.Version == version).Select(w => w.Json).SingleAsync()))
            .ShouldNotContain("Give the work out");
        var untaken = (await Portal.AsPortalAsync(async s =>
        {
            var library = s.GetRequiredService<DefinitionLibrary>();
            return await library.NotTakenInAsync(_folder.Path, await library.PublishedAsync(default), default);
        })).ShouldHaveSingleItem();
        (untaken.File, untaken.Name, untaken.Version).ShouldBe(("lscb-self-assessment.json", "Self-assessment of a safeguarding board", version));
        untaken.FreeVersion.ShouldBeGreaterThan(version);
    }

    [Fact]
    public async Task Laid_out_differently_it_is_the_same_version()
    {
        Write(_ => { });

        await PublishAsync();
    }

    public void Dispose() => _folder.Dispose();

    internal static JsonNode Node(JsonNode within, string id) => within switch
    {
        JsonObject found when found["id"]?.GetValueKind() == System.Text.Json.JsonValueKind.String && found["id"]!.GetValue<string>() == id => found,
        JsonObject members => members.Select(m => m.Value).OfType<JsonNode>().Select(m => Node(m, id)).FirstOrDefault(n => n is not null)!,
        JsonArray items => items.OfType<JsonNode>().Select(i => Node(i, id)).FirstOrDefault(n => n is not null)!,
        _ => null!,
    };

    private void Write(Action<JsonNode> change)
    {
        var definition = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(SeedFolder.Workflows, "lscb-self-assessment.json")))!;
        change(definition);
        System.IO.File.WriteAllText(File, definition.ToJsonString());
    }

    private Task PublishAsync() => Portal.AsPortalAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(_folder.Path, default));

    private Task<DefinitionFileRefused> RefusedAsync() => Should.ThrowAsync<DefinitionFileRefused>(PublishAsync);
}
