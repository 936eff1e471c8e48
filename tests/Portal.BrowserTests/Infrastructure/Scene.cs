using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Packs;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>A self-assessment brought to some stage by the use cases behind the pages, where a test begins in the middle.</summary>
public sealed class Scene
{
    private readonly PortalSite _site;
    private readonly string _runs;
    private readonly Id<SelfAssessment> _id;

    private Scene(PortalSite site, string runs, Id<SelfAssessment> id)
    {
        _site = site;
        _runs = runs;
        _id = id;
    }

    public Id<SelfAssessment> Id => _id;

    /// <summary>Opens one for the board, or for the authority.</summary>
    public static async Task<Scene> OpenAsync(PortalSite site, Cast cast, bool ofAuthority = false)
    {
        var (opens, runs, framework) = ofAuthority ? (cast.Director, cast.Director, "sif-2013") : (cast.Chair, cast.Manager, "lscb-review-2013");
        var id = await site.AsAsync(opens, async services =>
        {
            var today = services.GetRequiredService<TimeProvider>().Today();
            var name = ofAuthority ? $"{cast.Area} Council" : cast.Board;
            var body = await services.GetRequiredService<PortalDbContext>().Bodies.SingleAsync(b => b.Name == name);
            var plan = new AssessmentPlan(today.AddYears(-1), today.AddDays(-1), services.GetRequiredService<WorkingDays>().Add(today, 40));
            return await services.GetRequiredService<OpenSelfAssessment>().ForAsync(body.Id, framework, 1, plan, CancellationToken.None);
        });
        return new Scene(site, runs, id);
    }

    /// <summary>The areas are given to whoever runs it, the named criterion to the post named; the assigning is finished.</summary>
    public Task AssignAsync(string? criterion = null, string? toPost = null) => ActAsync(async (services, framework) =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var assign = services.GetRequiredService<AssignWork>();
        var due = services.GetRequiredService<WorkingDays>().Add(services.GetRequiredService<TimeProvider>().Today(), 10);
        var body = await db.SelfAssessments.Where(a => a.Id == _id).Select(a => a.BodyId).SingleAsync();
        var posts = await db.Posts.Where(p => p.BodyId == body).ToListAsync();
        var own = posts.Find(p => p.Title is "Board manager") ?? posts.Single(p => p.Title.StartsWith("Director", StringComparison.Ordinal));
        foreach (var judgement in framework.Judgements)
        {
            await assign.ToAsync(_id, judgement.Code, null, own.Id, due, CancellationToken.None);
        }

        if (criterion is not null)
        {
            await assign.ToAsync(_id, framework.JudgementOf(criterion).Code, criterion, posts.Single(p => p.Title == toPost).Id, due, CancellationToken.None);
        }

        await FinishAsync(services, "Assigned");
    });

    /// <summary>Every criterion is answered, with one document behind the first; every judgement is decided.</summary>
    public Task AnswerAndJudgeAsync() => ActAsync(async (services, framework) =>
    {
        var answer = services.GetRequiredService<SaveAnswer>();
        foreach (var criterion in framework.Criteria)
        {
            await answer.AsAsync(_id, criterion.Id, new AnswerText("We know our practice.", "By audit.", "Children say so.", "We go on.", "good"), 0, CancellationToken.None);
        }

        await AddEvidenceAsync(services, framework.Criteria.First().Id);
        foreach (var judgement in framework.Judgements)
        {
            await services.GetRequiredService<SaveJudgement>().AsAsync(
                _id, judgement.Code, new JudgementText("good", "Partners challenge each other.", "Effect is unknown.", "Duties are met.", "Children read it."), 0, CancellationToken.None);
        }
    });

    /// <summary>The areas are finished and the text is put up for signature.</summary>
    public Task PutUpAsync() => ActAsync(async (services, framework) =>
    {
        foreach (var judgement in framework.Judgements)
        {
            await FinishAsync(services, "Assessed");
        }

        await FinishAsync(services, "Ready");
    });

    /// <summary>Chair and director sign; the pack is assembled in the background.</summary>
    public async Task SignAsync(Cast cast)
    {
        foreach (var signatory in new[] { cast.Director, cast.Chair })
        {
            await _site.AsAsync(signatory, async services =>
            {
                var hash = await services.GetRequiredService<PortalDbContext>().FrozenVersions.Where(v => v.SelfAssessmentId == _id).Select(v => v.ContentHash).SingleAsync();
                await services.GetRequiredService<DecideSignOff>().SignAsync(_id, hash, CancellationToken.None);
                return true;
            });
        }

        await Eventually.TrueAsync(
            () => _site.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Packs.AnyAsync(p => p.SelfAssessmentId == _id && p.State == PackState.Complete)),
            "the pack is complete");
    }

    private static async Task<Id<EvidenceItem>> AddAsync(IServiceProvider services, Id<Domain.People.Body> body)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"Audit of cases. {Id<EvidenceItem>.New()}"));
        var description = new EvidenceDescription("Audit of cases", EvidenceKind.Audit, services.GetRequiredService<TimeProvider>().Today(), "Shows how practice was checked.");
        return await services.GetRequiredService<AddEvidence>().ToLibraryAsync(body, description, "audit.txt", content, CancellationToken.None);
    }

    private async Task AddEvidenceAsync(IServiceProvider services, string criterion)
    {
        var body = await services.GetRequiredService<PortalDbContext>().SelfAssessments.Where(a => a.Id == _id).Select(a => a.BodyId).SingleAsync();
        var linked = await AddAsync(services, body);
        await services.GetRequiredService<LinkEvidence>().ToCriterionAsync(linked, _id, criterion, "page 1", CancellationToken.None);
        await AddAsync(services, body);
    }

    private async Task ActAsync(Func<IServiceProvider, Framework, Task> act) => await _site.AsAsync(_runs, async services =>
    {
        var assessment = await services.GetRequiredService<PortalDbContext>().SelfAssessments.AsNoTracking().SingleAsync(a => a.Id == _id);
        await act(services, await services.GetRequiredService<FrameworkLibrary>().GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, CancellationToken.None));
        return true;
    });

    private async Task FinishAsync(IServiceProvider services, string outcome)
    {
        var open = await services.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.SelfAssessmentId == _id && t.State == TaskState.Open).ToListAsync();
        await services.GetRequiredService<TaskCompletion>().FinishAsync(open.First(t => t.Outcomes.Contains(outcome)).Id, outcome, null, CancellationToken.None);
    }
}
