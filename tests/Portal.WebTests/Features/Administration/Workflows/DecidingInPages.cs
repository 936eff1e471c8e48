using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Features.Administration;
using Portal.Web.Features.Administration.Workflows;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Administration.Workflows;

public sealed class DecidingInPages(PortalFixture portal) : PortalTest(portal), IDisposable
{
    private const string Administrator = "pat.quinn";
    private const string Name = "Self-assessment of a safeguarding board";

    private static int _version = 2;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_wait_is_ended_in_the_name_of_whom_it_waits_for_with_a_reason_checked_and_confirmed()
    {
        await PublishAsync(_ => { });
        var scene = await Given.Opened();
        var page = await (await CasePageAsync(scene)).Follow("Assign the work");
        page.Heading.ShouldBe("Assign the work");

        var check = await page.Submit("Continue", ("With which outcome?", "Assigned"), ("Why?", "The manager is ill."));
        check.Heading.ShouldBe("Check before the case goes on");
        check.ShouldSay("The manager is ill.");
        (await TaskAsync(scene)).State.ShouldBe(TaskState.Open);
        var after = await check.Submit("Confirm");

        after.ShouldSay("The case has gone on from Assign the work.");
        (await TaskAsync(scene)).Comment.ShouldBe("The manager is ill.");
        (await ActsAsync()).ShouldContain(("wait-ended", "The manager is ill."));
    }

    [Fact]
    public async Task A_wait_that_ended_while_the_administrator_read_leads_to_how_the_case_stands_now()
    {
        await PublishAsync(_ => { });
        var cases = await CasePageAsync(await Given.Opened());
        var check = await (await cases.Follow("Assign the work")).Submit("Continue", ("With which outcome?", "Assigned"), ("Why?", "The manager is ill."));
        await check.Submit("Confirm");

        (await cases.Follow("Assign the work")).ShouldSay("The case does not wait there any more").Path.ShouldBe(cases.Path);
        (await check.Submit("Confirm")).ShouldSay("Nothing was changed by you.").Path.ShouldBe(cases.Path);
        (await ActsAsync()).Count(a => a.Action == "wait-ended").ShouldBe(1);
    }

    [Fact]
    public async Task Without_outcome_and_reason_nothing_happens_and_what_was_chosen_stays()
    {
        await PublishAsync(_ => { });
        var scene = await Given.Opened();
        var page = await (await CasePageAsync(scene)).Follow("Assign the work");

        var refused = await page.Submit("Continue", ("With which outcome?", "Assigned"));

        refused.ShouldShowError("Say why");
        refused.Value("With which outcome?").ShouldBe("Assigned");
    }

    [Fact]
    public async Task A_failed_step_is_read_mended_by_a_newer_version_and_run_again()
    {
        await PublishAsync(definition => Node(definition, "check-readiness")["title"]!["expression"] = Script("throw new Error('No such list.')"));
        var scene = await Given.Assessed();
        (await OpenTitlesAsync(scene)).ShouldBeEmpty();
        var list = await (await (await SignedInAs(Administrator)).Open("/administration")).Follow("1 case with a failed step");
        list.ShouldSay("1 failed");
        var page = await (await CasePageAsync(scene)).Follow("Check readiness, failed 3 March 2015 at 9.00am");
        page.ShouldSay("No such list.").ShouldSay("Waits for a decision");
        await MoveAllAsync(await PublishAsync(_ => { }));

        var check = await page.Submit("Continue", ("Decision", "Run it again"), ("Why?", "The title is mended."));
        check.ShouldSay("Run the step again").ShouldSay("The title is mended.");
        var after = await check.Submit("Confirm");

        after.ShouldSay("Check readiness was run again.").ShouldSay("Run again");
        (await OpenTitlesAsync(scene)).ShouldBe(["Check readiness for signature"]);
        (await ActsAsync()).ShouldContain(("incident-retried", "The title is mended."));
    }

    [Fact]
    public async Task A_decision_that_was_made_meanwhile_is_not_made_twice()
    {
        await PublishAsync(definition => Node(definition, "check-readiness")["title"]!["expression"] = Script("throw new Error('No such list.')"));
        var scene = await Given.Assessed();
        var page = await (await CasePageAsync(scene)).Follow("Check readiness, failed 3 March 2015 at 9.00am");
        var check = await page.Submit("Continue", ("Decision", "Give it up"), ("Why?", "Not needed."));
        await check.Submit("Confirm");

        (await check.Submit("Confirm")).ShouldRefuse("This has been decided meanwhile.");
    }

    [Fact]
    public async Task A_case_is_ended_with_a_reason_its_people_can_read()
    {
        await PublishAsync(_ => { });
        var scene = await Given.Assigned();

        var check = await (await (await CasePageAsync(scene)).Follow("End this case")).Submit("Continue", ("Why?", "Opened twice."));
        check.ShouldSay("A case that has ended cannot go on.");
        (await check.Submit("End the case")).ShouldSay("The case has ended.");

        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync())).Status.ShouldBe(SelfAssessmentStatus.Withdrawn);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/overview/{scene.Id}")).ShouldSay("Opened twice.");
    }

    [Fact]
    public async Task Cases_go_on_with_a_newer_version_after_a_dry_run_that_says_what_becomes_of_each()
    {
        var old = await PublishAsync(_ => { });
        var waiting = await Given.Opened();
        var further = await Given.Assigned();
        var version = await PublishAsync(definition =>
        {
            Node(definition, "assign-work")["id"] = "give-out-work";
            foreach (var end in Node(definition, "assign")["connections"]!.AsArray().SelectMany(c => new[] { c!["source"]!, c["target"]! }))
            {
                end["activity"] = end["activity"]!.GetValue<string>() == "assign-work" ? "give-out-work" : end["activity"]!.GetValue<string>();
            }
        });
        var administrator = await SignedInAs(Administrator);
        var page = await (await administrator.Open("/administration/workflows")).Follow($"Move 2 cases to version {version} of {Name}");

        (await page.Submit("Continue", ("Which cases?", Choices(page)))).ShouldShowError("Say why");
        var plan = await page.Submit("Continue", ("Which cases?", Choices(page)), ("Why?", "A clearer word."));
        plan.Heading.ShouldBe("Check before the cases are moved");
        plan.ShouldSay("A clearer word.").ShouldSay("1 of 2 can be moved").ShouldSay("Name its successor in the mapping.");
        var again = await (await plan.Submit("Change")).Submit("Continue", ("Renamed activities", "assign-work = give-out-work"));
        again.ShouldSay("2 of 2 can be moved").ShouldSay("'assign-work' goes on as 'give-out-work'.");
        (await VersionsAsync()).ShouldBe([old, old]);
        var after = await again.Submit("Move the cases that can be moved");

        after.ShouldSay($"2 cases go on with version {version}.");
        (await VersionsAsync()).ShouldBe([version, version]);
        await Given.Finished(waiting.Id, "Assigned");
        (await Portal.ReadAsync(db => db.Tasks.CountAsync(t => t.SelfAssessmentId == further.Id && t.State == TaskState.Open))).ShouldBeGreaterThan(0);
        (await ActsAsync()).Where(a => a.Action == "case-migrated").Select(a => a.Reason).ShouldBe([$"Version {old} to {version}: A clearer word.", $"Version {old} to {version}: A clearer word."]);
    }

    [Fact]
    public async Task A_list_of_cases_that_is_longer_than_the_page_says_how_many_there_are()
    {
        await PublishAsync(_ => { });
        var scene = await Given.Opened();
        var version = await PublishAsync(_ => { });
        await Portal.ReadAsync(async db =>
        {
            var one = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.SelfAssessmentId == scene.Id);
            db.AddRange(Enumerable.Range(0, 200).Select(n => new WorkflowInstance
            {
                Id = $"copy-{n:000000}",
                BodyId = one.BodyId,
                SelfAssessmentId = one.SelfAssessmentId,
                DefinitionId = one.DefinitionId,
                DefinitionVersion = one.DefinitionVersion,
                DefinitionHash = one.DefinitionHash,
                StartedAt = one.StartedAt,
                SubStatus = one.SubStatus,
                State = one.State,
            }));
            return await db.SaveChangesAsync();
        });

        var page = await (await SignedInAs(Administrator)).Open($"/administration/workflows/migrate/lscb-self-assessment/{version}");

        page.ShouldSay("These are the newest 200 of 201 cases.");
    }

    [Fact]
    public async Task A_case_is_moved_from_its_own_page_where_there_is_another_version()
    {
        await PublishAsync(_ => { });
        var scene = await Given.Opened();
        await Given.Opened();
        (await CasePageAsync(scene)).Text.ShouldNotContain("Move to another version");
        var version = await PublishAsync(_ => { });

        var page = await (await CasePageAsync(scene)).Follow("Move to another version");
        page.Path.ShouldBe($"/administration/workflows/migrate/lscb-self-assessment/{version}");
        var id = await CaseIdAsync(scene);
        page.Document.QuerySelectorAll("input[type=checkbox][checked]").ShouldHaveSingleItem().GetAttribute("value").ShouldBe(id);
        var check = await page.Submit("Continue", ("Why?", "It needs the new step."));
        check.ShouldSay("1 of 1 can be moved");
        var after = await check.Submit("Move the cases that can be moved");

        after.Path.ShouldBe($"/administration/workflows/case/{id}");
        after.ShouldSay($"One case goes on with version {version}.");
        after.Text.ShouldNotContain("Move to another version");
        (await Portal.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync(i => i.DefinitionVersion == version))).ShouldBe(1);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task A_case_that_there_is_not_is_not_found(string id)
    {
        await PublishAsync(_ => { });
        var page = await (await SignedInAs(Administrator)).Open($"/administration/workflows/migrate/lscb-self-assessment/{_version}?case={id}");

        page.Status.ShouldBe(id.Length == 0 ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_a_page_counts_or_lists_only_in_part_is_said_so()
    {
        var version = await PublishAsync(_ => { });
        var scene = await Given.Opened();
        var id = await CaseIdAsync(scene);
        await Portal.ReadAsync(async db =>
        {
            var one = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == id);
            db.AddRange(Enumerable.Range(0, DefinitionModel.MostCounted).Select(n => new WorkflowInstance
            {
                Id = $"copy-{n:000000}", BodyId = one.BodyId, SelfAssessmentId = one.SelfAssessmentId, DefinitionId = one.DefinitionId, DefinitionVersion = one.DefinitionVersion,
                DefinitionHash = one.DefinitionHash, StartedAt = one.StartedAt, SubStatus = one.SubStatus, State = one.State,
            }));
            db.AddRange(Enumerable.Range(0, WorkflowCases.MostIncidents + 1).Select(n => new WorkflowIncident
            {
                Id = $"{id}/i{n}", InstanceId = id, BodyId = one.BodyId, ActivityId = "assign-work", ActivityType = "Portal.HumanTask", Message = "No luck.", OpenedAt = one.StartedAt,
            }));
            return await db.SaveChangesAsync();
        });

        (await (await SignedInAs(Administrator)).Open($"/administration/workflows/definition/lscb-self-assessment/{version}"))
            .ShouldSay("2,001 cases are running: the newest 2,000 of them are counted here.");
        (await (await SignedInAs(Administrator)).Open($"/administration/workflows/case/{id}")).ShouldSay("These are 200 of its 201 failed steps");
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Choices(HtmlPage page) =>
        [.. page.Document.QuerySelectorAll("input[type=checkbox]").Select(c => HtmlPage.Words(page.Document.QuerySelector($"label[for='{c.Id}']"))).Distinct()];

    private static JsonNode Node(JsonNode definition, string id) => Find(definition["root"]!, id) ?? throw new InvalidOperationException(id);

    private static JsonNode? Find(JsonNode activity, string id) => activity["id"]?.GetValue<string>() == id
        ? activity
        : activity["activities"]?.AsArray().Select(a => Find(a!, id)).FirstOrDefault(found => found is not null);

    private async Task<HtmlPage> CasePageAsync(Scene scene) =>
        await (await SignedInAs(Administrator)).Open($"/administration/workflows/case/{await CaseIdAsync(scene)}");

    private Task<string> CaseIdAsync(Scene scene) =>
        Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.SelfAssessmentId == scene.Id).Select(i => i.Id).SingleAsync());

    private Task<PostTask> TaskAsync(Scene scene) => Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.Outcomes.Contains("Assigned")).SingleAsync());

    private async Task<IReadOnlyList<(string Action, string? Reason)>> ActsAsync() =>
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().Select(a => new { a.Action, a.Reason }).ToListAsync())).ConvertAll(a => (a.Action, a.Reason));

    private Task<List<int>> VersionsAsync() => Portal.ReadAsync(db => db.Set<WorkflowInstance>().Select(i => i.DefinitionVersion).ToListAsync());

    private static JsonObject Script(string script) => new() { ["type"] = "JavaScript", ["value"] = script };

    private Task<List<string>> OpenTitlesAsync(Scene scene) => Portal.ReadAsync(db =>
        db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.State == TaskState.Open && t.BookmarkId != null).Select(t => t.Title).ToListAsync());

    private async Task MoveAllAsync(int version)
    {
        var page = await (await (await SignedInAs(Administrator)).Open("/administration/workflows")).Follow($"Move 1 case to version {version} of {Name}");
        var plan = await page.Submit("Continue", ("Which cases?", Choices(page)), ("Why?", "Mended."));
        await plan.Submit("Move the cases that can be moved");
    }

    /// <summary>Publishes the next version, on which cases begin from now on. Versions are for good, so each test makes its own.</summary>
    private async Task<int> PublishAsync(Action<JsonNode> change)
    {
        var version = ++_version;
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SeedFolder.Workflows, "lscb-self-assessment.json")))!;
        definition["version"] = version;
        definition["id"] = $"lscb-self-assessment-v{version}";
        change(definition);
        await File.WriteAllTextAsync(_folder["lscb-self-assessment.json"], definition.ToJsonString());
        await Portal.AsPortalAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(_folder.Path, default));
        return version;
    }
}
