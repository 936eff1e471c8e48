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
using Portal.Web.Features.Matters;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Files;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>A self-assessment brought to some stage by the use cases behind the pages, where a test begins in the middle.</summary>
public sealed class Scene
{
    private readonly PortalSite _site;
    private readonly string _runs;

    /// <summary>The framework of section 11 audits, of which a journey may publish newer versions: no other one depends on its criteria.</summary>
    public const string Section11 = "section-11-audit";

    /// <summary>The framework of self-evaluations since 2026, for the one journey that publishes a version of it.</summary>
    public const string SelfEvaluation = "ilacs-self-evaluation-2026";

    private Scene(PortalSite site, string runs, Id<SelfAssessment> id)
    {
        _site = site;
        _runs = runs;
        Id = id;
    }

    public Id<SelfAssessment> Id { get; }

    /// <summary>Address of the page on which a criterion is answered.</summary>
    public string Answer(string criterion) => $"/self-assessments/answer/{Id}/{criterion}";

    /// <summary>Opens one for the board, or for the authority.</summary>
    public static async Task<Scene> OpenAsync(PortalSite site, Cast cast, bool ofAuthority = false, string? against = null)
    {
        var (opens, runs, framework) = ofAuthority ? (cast.Director, cast.Director, against ?? "sif-2013") : (cast.Chair, cast.Manager, against ?? "lscb-review-2013");
        var id = await site.AsAsync(opens, async services =>
        {
            var version = (await services.GetRequiredService<FrameworkLibrary>().LatestAsync(CancellationToken.None)).Single(f => f.Code == framework).Version;
            var today = services.GetRequiredService<TimeProvider>().Today();
            var name = ofAuthority ? $"{cast.Area} Council" : cast.Board;
            var body = await services.GetRequiredService<PortalDbContext>().Bodies.SingleAsync(b => b.Name == name);
            var plan = new AssessmentPlan(today.AddYears(-1), today.AddDays(-1), services.GetRequiredService<WorkingCalendars>().England.Add(today, 40));
            return await services.GetRequiredService<OpenSelfAssessment>().ForAsync(body.Id, framework, version, plan, CancellationToken.None);
        });
        return new Scene(site, runs, id);
    }

    /// <summary>The manager has asked the partner for its section 11 return, and the partner has begun it.</summary>
    public static async Task AskForReturnAsync(PortalSite site, Cast cast)
    {
        var (matter, post) = await site.AsAsync(cast.Manager, async services =>
        {
            var db = services.GetRequiredService<PortalDbContext>();
            var body = await db.Bodies.Where(b => b.Name == cast.Board).Select(b => b.Id).SingleAsync();
            var asked = await db.Posts.Where(p => p.Title == cast.PartnerPost).Select(p => p.Id).SingleAsync();
            var day = services.GetRequiredService<WorkingCalendars>().England.Add(services.GetRequiredService<TimeProvider>().Today(), 10);
            return (await services.GetRequiredService<OpenMatter>().ForAsync(
                new MatterWish("section-11-return", body, "Section 11 in 2015", "All eight standards.", day, [asked]), CancellationToken.None), asked);
        });
        await site.AsAsync(cast.Partner, services => services.GetRequiredService<WriteReturn>().AnswerAsync(
            matter, post, "SM-01", new AnswerText("The deputy leads.", "The structure chart.", "Children are seen sooner.", "A survey by June.", "mostly-met"), 0, CancellationToken.None));
    }

    /// <summary>A framework author has published the next version of the framework of section 11 audits, and has begun the one after it.</summary>
    public static Task<int> PublishNextAsync(PortalSite site) => site.AsAsync("Neil Frost", async services =>
    {
        var authoring = services.GetRequiredService<FrameworkAuthoring>();
        var newest = (await services.GetRequiredService<FrameworkLibrary>().LatestAsync(CancellationToken.None)).Single(f => f.Code == Section11).Version;
        var (_, version) = await authoring.PublishAsync(await authoring.BeginNextAsync(Section11, newest, CancellationToken.None), 1, "A year has gone by.", CancellationToken.None);
        await authoring.BeginNextAsync(Section11, version, CancellationToken.None);
        return version;
    });

    /// <summary>Whoever runs it has moved it to the newest version of its framework.</summary>
    public Task MoveToAsync(int version) => ActAsync((services, _) => services.GetRequiredService<MoveToVersion>().ToAsync(Id, version, CancellationToken.None));

    /// <summary>The manager has asked the partner for evidence.</summary>
    public static Task AskForEvidenceAsync(PortalSite site, Cast cast) => site.AsAsync(cast.Manager, async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var body = await db.Bodies.Where(b => b.Name == cast.Board).Select(b => b.Id).SingleAsync();
        var post = await db.Posts.Where(p => p.Title == cast.PartnerPost).Select(p => p.Id).SingleAsync();
        var day = services.GetRequiredService<WorkingCalendars>().England.Add(services.GetRequiredService<TimeProvider>().Today(), 10);
        return await services.GetRequiredService<OpenMatter>().ForAsync(
            new MatterWish("evidence-request", body, "Strategy meetings", "The minutes of June.", day, [post]), CancellationToken.None);
    });

    /// <summary>The one that somebody has just opened for the board through the pages.</summary>
    public static async Task<Scene> OfBoardAsync(PortalSite site, Cast cast) => new(site, cast.Manager, await site.AsPortalAsync(services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        return db.SelfAssessments.Where(a => db.Bodies.Any(b => b.Id == a.BodyId && b.Name == cast.Board)).Select(a => a.Id).SingleAsync();
    }));

    /// <summary>The areas are given to whoever runs it, the named criterion to the post named; the assigning is finished.</summary>
    public Task AssignAsync(string? criterion = null, string? toPost = null) => ActAsync(async (services, framework) =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var assign = services.GetRequiredService<AssignWork>();
        var due = services.GetRequiredService<WorkingCalendars>().England.Add(services.GetRequiredService<TimeProvider>().Today(), 10);
        var body = await db.SelfAssessments.Where(a => a.Id == Id).Select(a => a.BodyId).SingleAsync();
        var posts = await db.Posts.Where(p => p.BodyId == body).ToListAsync();
        var own = posts.Find(p => p.Title is "Board manager") ?? posts.Single(p => p.Title.StartsWith("Director", StringComparison.Ordinal));
        foreach (var judgement in framework.Judgements)
        {
            await assign.ToAsync(Id, judgement.Code, null, own.Id, due, CancellationToken.None);
        }

        if (criterion is not null)
        {
            await assign.ToAsync(Id, framework.JudgementOf(criterion).Code, criterion, posts.Single(p => p.Title == toPost).Id, due, CancellationToken.None);
        }

        await FinishAsync(services, "Assigned");
    });

    /// <summary>Every criterion is answered, with one document behind the first; every judgement is decided.</summary>
    public Task AnswerAndJudgeAsync() => ActAsync(async (services, framework) =>
    {
        foreach (var criterion in framework.Criteria)
        {
            await AnswerAsync(services, criterion.Id, "We know our practice.", 0);
        }

        await LinkedEvidenceAsync(services, framework.Criteria.First().Id);
        await JudgeAsync(services, framework);
    });

    /// <summary>Every judgement is decided.</summary>
    public Task JudgeAsync() => ActAsync(JudgeAsync);

    /// <summary>Whoever runs it answers what nobody has answered yet.</summary>
    public Task AnswerTheRestAsync() => ActAsync(async (services, framework) =>
    {
        var answered = await services.GetRequiredService<PortalDbContext>().Answers.Where(a => a.SelfAssessmentId == Id).Select(a => a.CriterionId).ToListAsync();
        foreach (var criterion in framework.Criteria.Where(c => !answered.Contains(c.Id)))
        {
            await AnswerAsync(services, criterion.Id, "We know our practice.", 0);
        }
    });

    /// <summary>Whoever runs it saves an answer, on top of the version that they were shown.</summary>
    public Task AnswerAsync(string criterion, string know, int basedOn) => ActAsync((services, _) => AnswerAsync(services, criterion, know, basedOn));

    /// <summary>A document stands behind a criterion.</summary>
    public Task LinkEvidenceAsync(string criterion) => ActAsync((services, _) => LinkedEvidenceAsync(services, criterion));

    /// <summary>The library holds an audit that supports nothing yet.</summary>
    public Task AddEvidenceAsync() => ActAsync(async (services, _) => await AddAsync(services, await BodyAsync(services)));

    /// <summary>Whoever runs it has submitted the first area, talked about it, and put a caveat on the record.</summary>
    public Task TalkAsync() => ActAsync(async (services, framework) =>
    {
        var area = framework.Areas.First();
        await services.GetRequiredService<DecideOnArea>().SubmitAsync(Id, area.Code, CancellationToken.None);
        await services.GetRequiredService<WriteComment>().BeginAsync(Id, area.Criteria[0].Id, "Is that still so?", [], CancellationToken.None);
        await services.GetRequiredService<RecordCaveat>().MakeAsync(Id, CaveatKind.Caveat, area.Code, "The figures are of last year.", CancellationToken.None);
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

    /// <summary>What was returned is put up for signature again.</summary>
    public Task PutUpAgainAsync() => ActAsync((services, _) => FinishAsync(services, "Ready"));

    /// <summary>Signs the present version as the chair or the director.</summary>
    public Task SignAsync(string signatory) => DecideAsync(signatory, (decide, hash) => decide.SignAsync(Id, hash, CancellationToken.None));

    /// <summary>Sends the present version back as the chair or the director.</summary>
    public Task ReturnAsync(string signatory, string reason) => DecideAsync(signatory, (decide, hash) => decide.ReturnAsync(Id, reason, hash, CancellationToken.None));

    /// <summary>Chair and director have signed and the pack has been assembled in the background.</summary>
    public async Task SubmitAsync(Cast cast)
    {
        await SignAsync(cast.Director);
        await SignAsync(cast.Chair);
        await Eventually.TrueAsync(
            () => _site.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Packs.AnyAsync(p => p.SelfAssessmentId == Id && p.State == PackState.Complete)),
            "the pack is complete");
    }

    /// <summary>A step of its case has failed. No shipped process fails by itself, so the row is written as a failed step leaves it.</summary>
    public Task FailAStepAsync() => _site.AsPortalAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var running = await db.Set<WorkflowInstance>().SingleAsync(i => i.SelfAssessmentId == Id);
        db.Add(new WorkflowIncident
        {
            Id = $"{running.Id}/i900",
            InstanceId = running.Id,
            BodyId = running.BodyId,
            ActivityId = "freeze",
            ActivityType = "Portal.FreezeVersion",
            Message = "The disk is full.",
            OpenedAt = services.GetRequiredService<TimeProvider>().UtcNow(),
        });
        return await db.SaveChangesAsync();
    });

    /// <summary>Holds back the bytes of one linked file, so that its pack stays in the making until they are let go.</summary>
    public async Task<HeldFile> HoldEvidenceAsync()
    {
        var sha256 = await _site.AsPortalAsync(services =>
        {
            var db = services.GetRequiredService<PortalDbContext>();
            return db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id).Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (_, e) => e.FileSha256).FirstAsync();
        });
        return HeldFile.At(Path.Combine(_site.Services.GetRequiredService<DataDirectory>().Root, "files", sha256[..2], sha256[2..4], sha256));
    }

    private static async Task<Id<EvidenceItem>> AddAsync(IServiceProvider services, Id<Domain.People.Body> body)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"Audit of cases. {Id<EvidenceItem>.New()}"));
        var description = new EvidenceDescription("Audit of cases", EvidenceKind.Audit, services.GetRequiredService<TimeProvider>().Today(), "Shows how practice was checked.");
        return await services.GetRequiredService<AddEvidence>().ToLibraryAsync(body, description, "audit.txt", content, CancellationToken.None);
    }

    private async Task LinkedEvidenceAsync(IServiceProvider services, string criterion)
    {
        var body = await BodyAsync(services);
        var linked = await AddAsync(services, body);
        await services.GetRequiredService<LinkEvidence>().ToCriterionAsync(linked, Id, criterion, "page 1", CancellationToken.None);
        await AddAsync(services, body);
    }

    private async Task JudgeAsync(IServiceProvider services, Framework framework)
    {
        foreach (var judgement in framework.Judgements)
        {
            await services.GetRequiredService<SaveJudgement>().AsAsync(
                Id, judgement.Code, new JudgementText("good", "Partners challenge each other.", "Effect is unknown.", "Duties are met.", "Children read it."), 0, CancellationToken.None);
        }
    }

    private Task<Id<Domain.People.Body>> BodyAsync(IServiceProvider services) =>
        services.GetRequiredService<PortalDbContext>().SelfAssessments.Where(a => a.Id == Id).Select(a => a.BodyId).SingleAsync();

    private async Task AnswerAsync(IServiceProvider services, string criterion, string know, int basedOn) => await services.GetRequiredService<SaveAnswer>().AsAsync(
        Id, criterion, new AnswerText(know, "By audit.", "Children say so.", "We go on.", "good"), basedOn, CancellationToken.None);

    private async Task DecideAsync(string signatory, Func<DecideSignOff, string, Task> decide) => await _site.AsAsync(signatory, async services =>
    {
        var hash = await services.GetRequiredService<PortalDbContext>().FrozenVersions.Where(v => v.SelfAssessmentId == Id)
            .OrderByDescending(v => v.Number).Select(v => v.ContentHash).FirstAsync();
        await decide(services.GetRequiredService<DecideSignOff>(), hash);
        return true;
    });

    private async Task ActAsync(Func<IServiceProvider, Framework, Task> act) => await _site.AsAsync(_runs, async services =>
    {
        var assessment = await services.GetRequiredService<PortalDbContext>().SelfAssessments.AsNoTracking().SingleAsync(a => a.Id == Id);
        await act(services, await services.GetRequiredService<FrameworkLibrary>().GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, CancellationToken.None));
        return true;
    });

    private async Task FinishAsync(IServiceProvider services, string outcome)
    {
        var open = await services.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.SelfAssessmentId == Id && t.State == TaskState.Open).ToListAsync();
        await services.GetRequiredService<TaskCompletion>().FinishAsync(open.First(t => t.Outcomes.Contains(outcome)).Id, outcome, null, CancellationToken.None);
    }
}
