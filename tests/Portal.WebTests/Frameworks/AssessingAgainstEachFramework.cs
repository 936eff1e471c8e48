using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Frameworks;

/// <summary>A framework is data: whatever is shipped can be opened, assessed, signed and packed, and every page shows it.</summary>
public sealed class AssessingAgainstEachFramework(PortalFixture portal) : PortalTest(portal)
{
    public static TheoryData<string> Shipped =>
        [.. Directory.EnumerateFiles(SeedFolder.Frameworks, "*.v*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task It_is_assessed_from_opening_to_the_pack_and_every_page_shows_it(string file)
    {
        var framework = FrameworkFile.Read(Path.Combine(SeedFolder.Frameworks, file));
        var (body, runs) = framework.Body == AssessedBody.SafeguardingBoard ? ("demo-northshire-board", Given.Manager) : ("demo-northshire-council", Given.Director);
        var reader = await SignedInAs(runs);
        await ShowsAsync(reader, [$"/frameworks/details/{framework.Code}/{framework.Version}", .. framework.Criteria.Select(c => $"/frameworks/criterion/{framework.Code}/{framework.Version}/{c.Id}")]);

        var id = await OpenedAsync(reader, body, framework);
        await FinishedAsync(runs, id, "Assigned");
        (await reader.Open($"/self-assessments/readiness/{id}")).ShouldSay($"Must be put right ({framework.Judgements.Count})");
        await AssessedAsync(runs, id, framework);
        await CrawledAsync(reader, id);
        await FinishedAsync(runs, id, "Assessed");
        await FinishedAsync(runs, id, "Ready");
        await CrawledAsync(reader, id);
        await Given.Signed(Given.Director, id);
        await Given.Signed(Given.Chair, id);
        await Given.JobsRun();

        await CrawledAsync(reader, id);
        var assessment = await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == id));
        assessment.Status.ShouldBe(SelfAssessmentStatus.Submitted);
        var signed = await reader.Open($"/sign-off/read/{id}");
        signed.ShouldSay(framework.Scale[^1].Label);
        foreach (var judgement in framework.Judgements)
        {
            signed.ShouldSay(judgement.Title);
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Its_own_questions_are_asked_and_its_own_grades_offered(string file)
    {
        var framework = FrameworkFile.Read(Path.Combine(SeedFolder.Frameworks, file));
        var (body, runs) = framework.Body == AssessedBody.SafeguardingBoard ? ("demo-northshire-board", Given.Manager) : ("demo-northshire-council", Given.Director);
        var reader = await SignedInAs(runs);
        var id = await OpenedAsync(reader, body, framework);

        var answer = await reader.Open($"/self-assessments/answer/{id}/{framework.Criteria.First().Id}");
        var judge = await reader.Open($"/self-assessments/judge/{id}/{framework.Judgements[0].Code}");

        answer.Document.QuerySelectorAll("label[for^='Input']:has(+ textarea), .govuk-form-group > label").Select(HtmlPage.Words).Distinct().Take(4)
            .ShouldBe([framework.Questions.Know, framework.Questions.HowKnown, framework.Questions.Difference, framework.Questions.Next]);
        judge.Document.QuerySelectorAll("input[type=radio][name='Input.Grade']").Select(i => i.GetAttribute("value")).ShouldBe(framework.Scale.Select(g => g.Code));
    }

    private async Task<Id<SelfAssessment>> OpenedAsync(Visitor visitor, string body, Framework framework)
    {
        var form = await visitor.Open("/self-assessments/open");
        var name = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == body).Select(b => b.Name).SingleAsync());
        var option = form.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Single(l => l.StartsWith(framework.ShortTitle, StringComparison.Ordinal));
        var check = await form.Submit(
            "Continue",
            ("Whose self-assessment is it?", name),
            ("Which framework does it answer?", option),
            ("When does the period start?", Given.Plan.PeriodFrom),
            ("When does the period end?", Given.Plan.PeriodTo),
            ("When is it to be submitted?", Given.Plan.SubmissionDate));
        await check.Submit("Open the self-assessment");
        return await Portal.ReadAsync(db => db.SelfAssessments.Select(a => a.Id).SingleAsync());
    }

    /// <summary>Every criterion is answered and every judgement made, with the lowest grade of the scale.</summary>
    private Task AssessedAsync(string who, Id<SelfAssessment> id, Framework framework) => Portal.AsAsync(who, async s =>
    {
        var lowest = framework.Scale[^1].Code;
        foreach (var criterion in framework.Criteria)
        {
            await s.GetRequiredService<SaveAnswer>().AsAsync(id, criterion.Id, Given.Answer with { SelfGrade = lowest }, 0, default);
        }

        foreach (var judgement in framework.Judgements)
        {
            await s.GetRequiredService<SaveJudgement>().AsAsync(id, judgement.Code, Given.Judgement with { Grade = lowest }, 0, default);
        }
    });

    private Task FinishedAsync(string who, Id<SelfAssessment> id, string outcome) => Portal.AsAsync(who, async s =>
    {
        var open = (await s.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open).ToListAsync())
            .Where(t => t.Outcomes.Contains(outcome)).Select(t => t.Id).ToList();
        open.ShouldNotBeEmpty();
        foreach (var task in open)
        {
            await s.GetRequiredService<TaskCompletion>().FinishAsync(task, outcome, null, default);
        }
    });

    /// <summary>Every page of this self-assessment that links lead to from its overview.</summary>
    private static async Task CrawledAsync(Visitor visitor, Id<SelfAssessment> id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([$"/self-assessments/overview/{id}"]);
        while (next.TryDequeue(out var address))
        {
            if (!seen.Add(address))
            {
                continue;
            }

            var page = await visitor.Open(address);
            page.Status.ShouldBe(HttpStatusCode.OK, address);
            foreach (var link in page.Document.QuerySelectorAll("main a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0])
                .Where(href => href.Contains(id.ToString(), StringComparison.Ordinal) || href.StartsWith("/packs/details", StringComparison.Ordinal)))
            {
                next.Enqueue(link);
            }
        }

        seen.Count.ShouldBeGreaterThan(5);
    }

    private static async Task ShowsAsync(Visitor visitor, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            (await visitor.Open(address)).Status.ShouldBe(HttpStatusCode.OK, address);
        }
    }
}
