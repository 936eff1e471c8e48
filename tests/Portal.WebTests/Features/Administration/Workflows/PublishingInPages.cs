using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Auditing;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Administration.Workflows;

public sealed class PublishingInPages(PortalFixture portal) : PortalTest(portal)
{
    private const string Administrator = "pat.quinn";
    private const string File = "Workflow file";

    private static int _version = 2;

    [Fact]
    public async Task A_new_version_shows_what_it_changes_before_it_is_published_with_a_reason()
    {
        var before = await CountAsync();
        var file = Changed(d => d["root"]!["activities"]![0]!["activities"]![1]!["title"]!["expression"]!["value"] = "Give the work out");

        var check = await (await PageAsync()).Submit("Continue", (File, file), ("Why?", "A clearer word."));
        check.Heading.ShouldBe("Check before the version is published");
        check.ShouldSay("A clearer word.");
        check.ShouldSay("Assign the work (assign-work) differs");
        XDocument.Parse(check.Document.QuerySelector("svg.workflow-diagram")!.OuterHtml).Root.ShouldNotBeNull();
        (await CountAsync()).ShouldBe(before);
        var after = await check.Submit($"Publish version {_version}");

        after.Path.ShouldBe($"/administration/workflows/definition/lscb-self-assessment/{_version}");
        after.ShouldSay("is published").ShouldSay("Changed since version");
        (await CountAsync()).ShouldBe(before + 1);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "workflow-published"))).Reason.ShouldBe("A clearer word.");
    }

    [Fact]
    public async Task What_was_compared_with_a_version_that_is_not_the_newest_any_more_is_looked_at_again()
    {
        var other = Changed(d => d["description"] = "Theirs.");
        var theirs = _version;
        var check = await (await PageAsync()).Submit("Continue", (File, Changed(d => d["description"] = "Ours.")), ("Why?", "Ours."));
        await (await (await PageAsync()).Submit("Continue", (File, other), ("Why?", "Theirs."))).Submit($"Publish version {theirs}");

        var again = await check.Submit($"Publish version {_version}");

        again.ShouldRefuse($"Version {theirs} was published while you read.").Heading.ShouldBe("Check before the version is published");
        (await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().AnyAsync(w => w.Version == _version))).ShouldBeFalse();
        (await again.Submit($"Publish version {_version}")).ShouldSay("is published");
    }

    [Fact]
    public async Task Without_a_reason_it_is_not_published_and_need_not_be_chosen_again()
    {
        var refused = await (await PageAsync()).Submit("Continue", (File, Changed(d => d["description"] = "Other words.")));

        refused.ShouldShowError("Say why");
        refused.ShouldSay($"version {_version}, has been read.");
        var check = await refused.Submit("Continue", ("Why?", "Now with a reason."));
        var changed = await check.Submit("Change");
        changed.Value("Why?").ShouldBe("Now with a reason.");
        check = await changed.Submit("Continue", ("Why?", "Now with a better reason."));
        check.ShouldSay("Now with a better reason.");
        (await check.Submit($"Publish version {_version}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().AnyAsync(w => w.Version == _version))).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_gone_is_drawn_where_it_stood_with_what_is_new()
    {
        var file = Changed(d =>
        {
            var assign = d["root"]!["activities"]![0]!;
            assign["activities"]![1]!["id"] = "give-out-work";
            foreach (var connection in assign["connections"]!.AsArray())
            {
                foreach (var end in new[] { connection!["source"]!, connection["target"]! })
                {
                    end["activity"] = end["activity"]!.GetValue<string>() == "assign-work" ? "give-out-work" : end["activity"]!.GetValue<string>();
                }
            }
        });

        var check = await (await PageAsync()).Submit("Continue", (File, file), ("Why?", "Another id."));

        check.ShouldSay("(assign-work) is gone").ShouldSay("What is gone is drawn where it stood");
        var nodes = check.Document.QuerySelectorAll("svg.workflow-diagram g[data-node]").ToDictionary(g => g.GetAttribute("data-node")!.Split(':')[^1] + " " + g.GetAttribute("data-node"), g => g.GetAttribute("class")!);
        nodes.Single(n => n.Key.StartsWith("assign-work ", StringComparison.Ordinal)).Value.ShouldContain("workflow-diagram__node--removed");
        nodes.Single(n => n.Key.StartsWith("give-out-work ", StringComparison.Ordinal)).Value.ShouldContain("workflow-diagram__node--added");
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_listed_with_its_place()
    {
        var before = await CountAsync();
        var file = Changed(d =>
        {
            var assign = d["root"]!["activities"]![0]!;
            assign["activities"]![1]!["type"] = "Portal.Unheard";
            assign["connections"]![0]!["target"]!["activity"] = "nobody";
        });

        var refused = await (await PageAsync()).Submit("Continue", (File, file));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldSay("Portal.Unheard").ShouldSay("nobody").ShouldSay("$.root.activities[0]");
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_version_that_was_published_already_is_refused_with_the_next_number()
    {
        var again = new Upload("lscb.json", await System.IO.File.ReadAllBytesAsync(Path.Combine(SeedFolder.Workflows, "lscb-self-assessment.json")), "application/json");

        var refused = await (await PageAsync()).Submit("Continue", (File, again));

        refused.Document.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("is published already and never changes");
    }

    [Fact]
    public async Task A_file_of_the_release_whose_version_is_published_with_other_content_is_named_with_what_to_do()
    {
        var shipped = await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == "review").Select(w => w.ContentHash).SingleAsync());
        await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == "review").ExecuteUpdateAsync(s => s.SetProperty(w => w.ContentHash, "of an administrator")));
        try
        {
            var page = await (await SignedInAs(Administrator)).Open("/administration/workflows");

            page.ShouldSay("The file review.json of this release was not taken in").ShouldSay("raise its version to 2");
        }
        finally
        {
            await Portal.ReadAsync(db => db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == "review").ExecuteUpdateAsync(s => s.SetProperty(w => w.ContentHash, shipped)));
        }

        (await (await SignedInAs(Administrator)).Open("/administration/workflows")).Text.ShouldNotContain("was not taken in");
    }

    [Theory]
    [InlineData("", "Choose a workflow file")]
    [InlineData("{ \"id\": ", "This file cannot be published: one fault in it")]
    public async Task An_empty_file_or_one_that_is_no_definition_is_refused_beside_the_field(string content, string words) =>
        (await (await PageAsync()).Submit("Continue", (File, new Upload("x.json", Encoding.UTF8.GetBytes(content), "application/json")))).ShouldShowError(words);

    [Fact]
    public async Task A_file_out_of_all_measure_is_refused()
    {
        var refused = await (await PageAsync()).Submit("Continue", (File, new Upload("x.json", new byte[2_000_001], "application/json")));

        refused.ShouldShowError("The file must be 2 MB or smaller");
    }

    [Fact]
    public async Task The_page_of_a_definition_counts_the_cases_where_they_stand_and_gives_its_file()
    {
        await Given.Opened();
        await Given.Opened();
        var version = await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Select(i => i.DefinitionVersion).FirstAsync());
        var administrator = await SignedInAs(Administrator);

        var page = await administrator.Open($"/administration/workflows/definition/lscb-self-assessment/{version}");

        var row = page.Document.QuerySelectorAll("tbody tr").Single(r => r.Children[1].TextContent == "assign-work");
        row.Children[^1].TextContent.ShouldBe("2");
        page.Document.QuerySelector("svg.workflow-diagram desc")!.TextContent.ShouldContain("2 here");
        using var file = await administrator.Get($"/administration/workflows/definition/lscb-self-assessment/{version}?handler=File");
        JsonNode.Parse(await file.Content.ReadAsStringAsync())!["definitionId"]!.GetValue<string>().ShouldBe("lscb-self-assessment");
    }

    [Fact]
    public async Task The_page_of_a_case_draws_the_way_it_took()
    {
        await Given.Assigned();
        var id = await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Select(i => i.Id).SingleAsync());

        var page = await (await SignedInAs(Administrator)).Open($"/administration/workflows/case/{id}");

        var said = page.Document.QuerySelector("svg.workflow-diagram desc")!.TextContent;
        said.ShouldContain("Assign the work: done");
        said.ShouldContain("Assess one judgement: open");
        page.Document.QuerySelectorAll(".workflow-diagram__edge--taken").Length.ShouldBeGreaterThan(0);
        page.ShouldSay("ChairDecision");
    }

    /// <summary>The shipped process of boards in its next version, with a change. Versions are for good, so each test makes its own.</summary>
    private static Upload Changed(Action<JsonNode> change)
    {
        var definition = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(SeedFolder.Workflows, "lscb-self-assessment.json")))!;
        definition["version"] = ++_version;
        definition["id"] = $"lscb-self-assessment-v{_version}";
        change(definition);
        return new Upload("lscb.json", Encoding.UTF8.GetBytes(definition.ToJsonString()), "application/json");
    }

    private async Task<HtmlPage> PageAsync() => await (await (await SignedInAs(Administrator)).Open("/administration/workflows")).Follow("Publish a workflow");

    private Task<int> CountAsync() => Portal.ReadAsync(db => db.Set<PublishedWorkflow>().CountAsync());
}
