using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Features.Matters;
using Portal.Web.Persistence;
using Portal.Web.Seeding;
using Portal.Web.Time;
using Portal.Web.Workflows;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>
/// Keeps the processes running. The process of the journey is the shipped request for evidence, changed as an administrator might: what was
/// provided settles for a moment, and then the chief executive reads it.
/// </summary>
public sealed class TheAdministrator(PortalSite site)
{
    private const string Process = "evidence-for-the-executive";
    private const string Name = "Evidence for the chief executive";
    private const string Administrator = "Pat Quinn";

    [Fact]
    public async Task The_administrator_mends_a_failed_case_publishes_a_second_version_and_moves_three_cases_to_it()
    {
        var cast = await Cast.FoundAsync(site, "Stoppingham", withExecutive: false);
        await using var administrator = await site.VisitAsAsync(Administrator);
        await PublishesAsync(administrator, FirstVersion(), $"Version 1 of {Name} is published.");

        var provided = await AskAsync(cast, "Minutes of the audit group");
        await AskAsync(cast, "Notes of the young people’s panel");
        await AskAsync(cast, "Report on private fostering");
        await ProvideAsync(cast, provided);

        await FindsOutWhyItFailedAsync(administrator, cast);
        await cast.AppointExecutiveAsync(site);
        await RunsItAgainAsync(administrator);
        await PublishesTheSecondVersionAsync(administrator);
        await MovesThreeCasesAsync(administrator, cast);
    }

    private static async Task PublishesAsync(Journey administrator, JsonNode file, string notice)
    {
        await administrator.GoToAsync("Administration");
        await administrator.FollowAsync("List published versions (Workflows)");
        await administrator.PressAsync("Publish a workflow");
        await ChooseFileAsync(administrator, file);
        await administrator.FillAsync("Why?", "The chief executive asked for it.");
        await administrator.PressAsync("Continue");
        await administrator.SeesHeadingAsync("Check before the version is published");
        await administrator.PressAsync($"Publish version {file["version"]}");
        await administrator.SeesAsync(notice);
    }

    private static async Task FindsOutWhyItFailedAsync(Journey administrator, Cast cast)
    {
        await administrator.GoToAsync("Administration");

        // Other journeys may have failed steps of their own at the same time.
        await administrator.ArriveAsync(() => administrator.Main.GetByRole(AriaRole.Link).Filter(new() { HasText = "with a failed step" }).ClickAsync(), 200);
        var row = administrator.Main.GetByRole(AriaRole.Row).Filter(new() { HasText = cast.Board });
        await Expect(row).ToContainTextAsync("1 failed");
        await administrator.ArriveAsync(() => row.GetByRole(AriaRole.Link).ClickAsync(), 200);
        await administrator.SeesHeadingAsync($"Case of {cast.Board}");
        await Expect(administrator.Main.Locator("svg.workflow-diagram desc")).ToContainTextAsync("Check what was provided: failed");
        await administrator.ArriveAsync(
            () => administrator.Main.GetByRole(AriaRole.Region, new() { Name = "Failed steps" }).GetByRole(AriaRole.Link).ClickAsync(), 200);
        await administrator.SeesHeadingAsync("Check what was provided");
        await administrator.SeesAsync("There is no post for “chief-executive” in this body");
    }

    private static async Task RunsItAgainAsync(Journey administrator)
    {
        await administrator.PressAsync("Continue", 400);
        await administrator.SeesAsync("Choose what should become of the failed step");
        await administrator.ChooseAsync("Run it again");
        await administrator.FillAsync("Why?", "The authority has a chief executive now.");
        await administrator.PressAsync("Continue");
        await administrator.SeesHeadingAsync("Check before the failed step is decided");
        await administrator.SeesAsync("Run the step again");
        await administrator.PressAsync("Confirm");
        await administrator.SeesAsync("was run again.");
        await Expect(administrator.Main.GetByRole(AriaRole.Region, new() { Name = "Failed steps" })).ToContainTextAsync("Run again");
        await Expect(administrator.Main.GetByRole(AriaRole.Region, new() { Name = "What it waits for" })).ToContainTextAsync("Check what was provided");
    }

    private static async Task PublishesTheSecondVersionAsync(Journey administrator)
    {
        await administrator.GoBackAsync("Workflows");
        await administrator.PressAsync("Publish a workflow");
        await administrator.PressAsync("Continue", 400);
        await administrator.SeesAsync("Choose a workflow file");
        var broken = SecondVersion();
        Node(broken, "read-evidence")["type"] = "Portal.Unheard";
        await ChooseFileAsync(administrator, broken);
        await administrator.PressAsync("Continue", 400);
        await administrator.SeesAsync("What is wrong with the file");
        await administrator.SeesAsync("Portal.Unheard");

        await ChooseFileAsync(administrator, SecondVersion());
        await administrator.FillAsync("Why?", "The opener is thanked, and a step has a clearer name.");
        await administrator.PressAsync("Continue");
        await administrator.SeesAsync("Read what was provided (read-evidence) is new");
        await administrator.SeesAsync("Check what was provided (check) is gone");
        await Expect(administrator.Main.Locator("svg.workflow-diagram desc")).ToContainTextAsync("Read what was provided: added");
        await Expect(administrator.Main.Locator("svg.workflow-diagram desc")).ToContainTextAsync("Check what was provided: removed");
        await administrator.PressAsync("Publish version 2");
        await administrator.SeesAsync($"Version 2 of {Name} is published.");
        await administrator.SeesAsync("Changed since version 1");
    }

    private static async Task MovesThreeCasesAsync(Journey administrator, Cast cast)
    {
        await administrator.GoBackAsync("Workflows");
        await administrator.FollowAsync($"Move 3 cases to version 2 of {Name}");
        await administrator.PressAsync("Continue", 400);
        await administrator.SeesAsync("Choose the cases to move");
        foreach (var box in await administrator.Main.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await box.CheckAsync();
        }

        await administrator.FillAsync("Why?", "All are to be thanked.");
        await administrator.PressAsync("Continue");
        await administrator.SeesAsync("2 of 3 can be moved");
        await administrator.SeesAsync("In the way");
        await administrator.PressAsync("Change");
        await administrator.FillAsync("Renamed activities (optional)", "check = read-evidence");
        await administrator.PressAsync("Continue");
        await administrator.SeesAsync("3 of 3 can be moved");
        await administrator.PressAsync("Move the cases that can be moved");
        await administrator.SeesAsync("3 cases go on with version 2.");
        var rows = administrator.Main.GetByRole(AriaRole.Region, new() { Name = "Cases" }).GetByRole(AriaRole.Row).Filter(new() { HasText = cast.Board });
        await Expect(rows.Filter(new() { HasText = "version 2" })).ToHaveCountAsync(3);
        await administrator.ArriveAsync(() => rows.Last.GetByRole(AriaRole.Link).ClickAsync(), 200);
        await administrator.SeesAsync("Read what was provided");
    }

    private static Task ChooseFileAsync(Journey administrator, JsonNode file) => administrator.Main.GetByLabel("Workflow file").SetInputFilesAsync(
        new FilePayload { Name = $"{Process}.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(file.ToJsonString()) });

    private Task<Id<Matter>> AskAsync(Cast cast, string title) => site.AsAsync(cast.Manager, async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var board = await db.Bodies.Where(b => b.Name == cast.Board).Select(b => b.Id).SingleAsync();
        var post = await db.Posts.Where(p => p.BodyId == board && p.Title == cast.PartnerPost).Select(p => p.Id).SingleAsync();
        var day = services.GetRequiredService<TimeProvider>().Today().AddDays(28);
        return await services.GetRequiredService<OpenMatter>().ForAsync(
            new MatterWish(Process, board, title, "Please provide it for the chief executive.", day, [post]), CancellationToken.None);
    });

    /// <summary>The partner has provided it; when it has settled the process goes on by itself, with nobody there to be refused.</summary>
    private async Task ProvideAsync(Cast cast, Id<Matter> matter)
    {
        await site.AsAsync(cast.Partner, async services =>
        {
            var task = await services.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.MatterId == matter && t.State == TaskState.Open).Select(t => t.Id).SingleAsync();
            await services.GetRequiredService<AnswerTask>().AsAsync(task, "Provided", "The minutes are in the library.", CancellationToken.None);
            return true;
        });
        await Eventually.TrueAsync(
            () => site.AsPortalAsync(async services =>
            {
                await services.GetRequiredService<FireTimers>().RunAsync(CancellationToken.None);
                return await services.GetRequiredService<PortalDbContext>().Set<WorkflowIncident>().AnyAsync(i => i.ActivityId == "check");
            }),
            "the step after the timer has failed");
    }

    private static JsonNode FirstVersion()
    {
        var definition = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(SeedFolder.Workflows, "evidence-request.json")))!;
        (definition["definitionId"], definition["id"], definition["name"]) = (Process, $"{Process}-v1", Name);
        var flow = definition["root"]!["activities"]![0]!;
        flow["activities"]!.AsArray().Add(JsonNode.Parse("""
            { "id": "settle", "type": "Elsa.Delay", "version": 1, "name": "Let it settle", "metadata": { "designer": { "position": { "x": 260, "y": 120 }, "size": { "width": 200, "height": 60 } } },
              "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:01" } } }
            """));
        Connection(flow, "provide", "Provided")["target"]!["activity"] = "settle";
        Connect(flow, "settle", "Done", "check");
        Node(definition, "check")["assigneeRole"]!["expression"]!["value"] = "chief-executive";
        return definition;
    }

    /// <summary>A step has another id and name, and one is new.</summary>
    private static JsonNode SecondVersion()
    {
        var definition = FirstVersion();
        (definition["version"], definition["id"]) = (2, $"{Process}-v2");
        var flow = definition["root"]!["activities"]![0]!;
        var check = Node(definition, "check");
        (check["id"], check["name"]) = ("read-evidence", "Read what was provided");
        foreach (var end in flow["connections"]!.AsArray().SelectMany(c => new[] { c!["source"]!, c["target"]! }).Where(e => e["activity"]!.GetValue<string>() == "check"))
        {
            end["activity"] = "read-evidence";
        }

        flow["activities"]!.AsArray().Add(JsonNode.Parse("""
            { "id": "thank", "type": "Portal.Notify", "version": 1, "name": "Thank the opener", "metadata": { "designer": { "position": { "x": 1040, "y": 120 }, "size": { "width": 200, "height": 60 } } },
              "to": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"opener\"]" } },
              "subject": { "typeName": "String", "expression": { "type": "Literal", "value": "Thank you" } },
              "message": { "typeName": "String", "expression": { "type": "Literal", "value": "The evidence was read and accepted." } } }
            """));
        Connect(flow, "accepted", "Done", "thank");
        return definition;
    }

    private static JsonNode Node(JsonNode definition, string id) =>
        definition["root"]!["activities"]![0]!["activities"]!.AsArray().Single(a => a!["id"]!.GetValue<string>() == id)!;

    private static JsonNode Connection(JsonNode flow, string from, string port) => flow["connections"]!.AsArray()
        .Single(c => c!["source"]!["activity"]!.GetValue<string>() == from && c["source"]!["port"]!.GetValue<string>() == port)!;

    private static void Connect(JsonNode flow, string from, string port, string to) => flow["connections"]!.AsArray().Add(new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    });
}
