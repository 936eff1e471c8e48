using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.LateAdditions;
using Portal.Web.Features.Matters;
using Portal.Web.Features.Packs;
using Portal.Web.Features.Presentations;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Frameworks;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests;

/// <summary>Scenes of Northshire's board, brought about by the people of the demonstration through the portal's own use cases.</summary>
public sealed class Given(PortalFixture portal)
{
    public const string Framework = "lscb-review-2013";
    public const string Chair = "helen.archer";
    public const string Manager = "tom.whitfield";
    public const string Director = "margaret.ellis";
    public const string Police = "priya.nair";

    /// <summary>What a board says where a test does not care.</summary>
    public static readonly AnswerText Answer = new(
        "Repeat referrals are discussed every month.", "Two audits of 20 cases each.", "Children told their story less often.", "A plan by June.", "good");

    /// <summary>What an agency returns where a test does not care.</summary>
    public static readonly AnswerText AgencyAnswer = new("Each station has a named lead.", "The list of leads.", "Children are seen sooner.", "A survey by June.", "mostly-met");

    /// <inheritdoc cref="Answer"/>
    public static readonly JudgementText Judgement = new(
        "good", "Partners challenge each other.", "The effect of training is not known.", "Every duty is met.", "The participation group read the draft.");

    /// <summary>A working day, 60 days on.</summary>
    public static readonly AssessmentPlan Plan = new(new DateOnly(2014, 3, 1), new DateOnly(2015, 2, 28), new DateOnly(2015, 5, 5));

    /// <summary>The chair has opened the board's self-assessment.</summary>
    public Task<Scene> Opened() => Once(nameof(Opened), async () =>
    {
        var board = await portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync());
        var id = await portal.AsAsync(Chair, s => s.GetRequiredService<OpenSelfAssessment>().ForAsync(board, Framework, 1, Plan, default));
        return new Scene(id, board, []);
    });

    /// <summary>The manager has assigned LSCB-02 to the police and let the work begin.</summary>
    public Task<Scene> Assigned() => Once(nameof(Assigned), async () =>
    {
        var scene = await Opened();
        await portal.AsAsync(Manager, async s =>
        {
            var post = await s.GetRequiredService<PortalDbContext>().Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-02", post, new DateOnly(2015, 3, 31), default);
        });
        await Finished(scene.Id, "Assigned");
        return scene;
    });

    /// <summary>Every criterion is answered, two items of evidence support them, the judgement is made.</summary>
    /// <param name="evidence">Files to add in place of two short notes.</param>
    public Task<Scene> Assessed(params IReadOnlyList<(string Name, Func<Stream> Open)> evidence) => Once(nameof(Assessed), evidence, async () =>
    {
        var scene = await Assigned();
        await portal.AsAsync(Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-02", Answer, 0, default));
        await portal.AsAsync(Manager, async s =>
        {
            var framework = await s.GetRequiredService<FrameworkLibrary>().GetAsync(Framework, 1, default);
            foreach (var criterion in framework.Criteria.Where(c => c.Id != "LSCB-02"))
            {
                await s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, criterion.Id, Answer, 0, default);
            }

            await s.GetRequiredService<SaveJudgement>().AsAsync(scene.Id, "LSCB", Judgement, 0, default);
        });
        var files = evidence.Count > 0 ? evidence : [("Section 11 audit.txt", () => Note("Section 11 audit")), ("Participation notes.txt", () => Note("Participation notes"))];
        var items = new List<Id<EvidenceItem>>();
        foreach (var (name, open) in files)
        {
            items.Add(await EvidenceItem(scene, name, open));
        }

        await Finished(scene.Id, "Assessed");
        return scene with { Evidence = items };
    });

    /// <summary>Frozen; chair and director are asked to sign.</summary>
    public Task<Scene> UpForSignature(params IReadOnlyList<(string Name, Func<Stream> Open)> evidence) => Once(nameof(UpForSignature), evidence, async () =>
    {
        var scene = await Assessed(evidence);
        await Finished(scene.Id, "Ready");
        return scene;
    });

    public Task<Scene> SignedByDirector(params IReadOnlyList<(string Name, Func<Stream> Open)> evidence) => Once(nameof(SignedByDirector), evidence, async () =>
    {
        var scene = await UpForSignature(evidence);
        await Signed(Director, scene.Id);
        return scene;
    });

    /// <summary>Both have signed: locked, receipts written, the pack asked for.</summary>
    public Task<Scene> Submitted(params IReadOnlyList<(string Name, Func<Stream> Open)> evidence) => Once(nameof(Submitted), evidence, async () =>
    {
        var scene = await SignedByDirector(evidence);
        await Signed(Chair, scene.Id);
        var pack = await portal.ReadAsync(db => db.Packs.Where(p => p.SelfAssessmentId == scene.Id).Select(p => p.Id).SingleAsync());
        return scene with { Pack = pack };
    });

    /// <summary>The pack is made and handed over to the review team.</summary>
    public Task<Scene> Packed(params IReadOnlyList<(string Name, Func<Stream> Open)> evidence) => Once(nameof(Packed), evidence, async () =>
    {
        var scene = await Submitted(evidence);
        await JobsRun();
        (await portal.ReadAsync(db => db.Packs.SingleAsync(p => p.Id == scene.Pack))).State.ShouldBe(PackState.Complete);
        return scene;
    });

    /// <summary>The chair has given somebody without an account a link to the pack, until a fortnight later.</summary>
    public Task PackLinked(Scene scene, string purpose, string name = "Rhys Morgan", string email = "rhys@inspectorate.example") => portal.AsAsync(
        Chair, s => s.GetRequiredService<PackLinks>().IssueAsync(
            scene.Pack!.Value, new PackInvitation(name, email, purpose, DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime).AddDays(14)), default));

    /// <summary>A presentation that was drawn from what was signed.</summary>
    public Task<Id<Presentation>> Drawn(Scene scene) =>
        portal.AsAsync(Manager, s => s.GetRequiredService<DrawPresentation>().OfAsync(scene.Id, "Opening presentation", default));

    /// <summary>A presentation was handed over to the team of the review.</summary>
    public Task HandedOver(Id<Presentation> presentation) => portal.AsAsync(Manager, s => s.GetRequiredService<WiderSight>().DoAsync(
        async wide =>
        {
            var handOver = wide.GetRequiredService<HandOverPresentation>();
            var of = await wide.GetRequiredService<PortalDbContext>().Presentations.AsNoTracking().SingleAsync(p => p.Id == presentation);
            var reviews = await handOver.ChoicesAsync(of.BodyId, default);
            await handOver.OneAsync(presentation, of.Version, reviews.Count > 0 ? reviews[0].Id : default, default);
            return true;
        },
        default));

    /// <summary>A newer version of what was submitted is signed by both; the rows are as opening it again, another freezing and two signatures leave them.</summary>
    public Task SignedAnew(Scene scene) => portal.ReadAsync(async db =>
    {
        var earlier = await db.FrozenVersions.Where(v => v.SelfAssessmentId == scene.Id).OrderByDescending(v => v.Number).FirstAsync();
        var newer = FrozenVersion.Of(await db.SelfAssessments.SingleAsync(a => a.Id == scene.Id), earlier.Number + 1, earlier.Content, earlier.ContentHash, earlier.FrozenAt.AddDays(1));
        foreach (var (role, mail) in new[] { (PostRole.Chair, Chair), (PostRole.DirectorOfChildrensServices, Director) })
        {
            newer.Sign(role, await db.People.SingleAsync(p => p.Email.StartsWith(mail)), newer.ContentHash, newer.FrozenAt);
        }

        db.Add(newer);
        return await db.SaveChangesAsync();
    });

    /// <summary>All background work that is due has run.</summary>
    public Task JobsRun() => portal.Host.Services.GetRequiredService<JobRunner>().RunDueAsync(default);

    public Task Signed(string who, Id<SelfAssessment> id) => portal.AsAsync(who, async s =>
        await s.GetRequiredService<DecideSignOff>().SignAsync(id, await PresentHash(id), default));

    public Task Returned(string who, Id<SelfAssessment> id, string reason) => portal.AsAsync(who, async s =>
        await s.GetRequiredService<DecideSignOff>().ReturnAsync(id, reason, await PresentHash(id), default));

    /// <summary>The content hash of the version that is up for signature.</summary>
    public Task<string> PresentHash(Id<SelfAssessment> id) => portal.ReadAsync(db =>
        db.FrozenVersions.Where(v => v.SelfAssessmentId == id).OrderByDescending(v => v.Number).Select(v => v.ContentHash).FirstAsync());

    /// <summary>The manager ends the open task that has this outcome.</summary>
    public Task Finished(Id<SelfAssessment> id, string outcome) => portal.AsAsync(Manager, async s =>
    {
        var tasks = await s.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open).ToListAsync();
        await s.GetRequiredService<TaskCompletion>().FinishAsync(tasks.Single(t => t.Outcomes.Contains(outcome)).Id, outcome, null, default);
    });

    /// <summary>The manager has added a file and linked it to the framework's first criterion.</summary>
    public Task<Id<EvidenceItem>> EvidenceItem(Scene scene, string name, Func<Stream> open) => portal.AsAsync(Manager, async s =>
    {
        await using var content = open();
        var description = new EvidenceDescription(Path.GetFileNameWithoutExtension(name), EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Shows how practice was checked.");
        var item = await s.GetRequiredService<AddEvidence>().ToLibraryAsync(scene.Board, description, name, content, default);
        await s.GetRequiredService<LinkEvidence>().ToCriterionAsync(item, scene.Id, "LSCB-01", "page 1", default);
        return item;
    });

    /// <summary>Somebody had added an item that nothing rests on, on a day of former years.</summary>
    public async Task<Id<EvidenceItem>> OldEvidence(string title, string text, DateTime addedAt, string who = Manager, string board = "demo-northshire-board")
    {
        var item = await portal.AsAsync(who, async s =>
        {
            var body = await s.GetRequiredService<PortalDbContext>().Bodies.Where(b => b.Code == board).Select(b => b.Id).SingleAsync();
            await using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            var description = new EvidenceDescription(title, EvidenceKind.Document, new DateOnly(2007, 11, 30), "Shows how practice was then.");
            return await s.GetRequiredService<AddEvidence>().ToLibraryAsync(body, description, $"{title}.txt", content, default);
        });
        await AddedOn(item, addedAt);
        return item;
    }

    /// <summary>An item that is there was added on another day, with all its files.</summary>
    public Task AddedOn(Id<EvidenceItem> item, DateTime at) => portal.ReadAsync(async db =>
        await db.EvidenceItems.Where(e => e.Id == item).ExecuteUpdateAsync(set => set.SetProperty(e => e.AddedAt, at))
        + await db.Set<EvidenceVersion>().Where(v => v.EvidenceItemId == item).ExecuteUpdateAsync(set => set.SetProperty(v => v.AddedAt, at)));

    /// <summary>What was submitted was submitted on another day.</summary>
    public Task SubmittedOn(Id<SelfAssessment> id, DateTime at) =>
        portal.ReadAsync(db => db.SelfAssessments.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.SubmittedAt, at)));

    /// <summary>The manager has put the first item of the board's evidence beside what was submitted.</summary>
    public Task<Id<LateAddition>> AddedLate(Scene scene, string criterion, string statement, string reason) => portal.AsAsync(Manager, async s =>
    {
        await s.GetRequiredService<WiderSight>().DoAsync(
            async wide =>
            {
                await wide.GetRequiredService<AddLate>().ToSubmittedAsync(scene.Id, scene.Evidence[0], new LateWords(criterion, "page 2", statement, reason), default);
                return true;
            },
            default);
        return await s.GetRequiredService<PortalDbContext>().LateAdditions.Where(l => l.SelfAssessmentId == scene.Id).OrderByDescending(l => l.AddedAt).Select(l => l.Id).FirstAsync();
    });

    /// <summary>The manager has asked somebody of the board for evidence, needed by 31 March 2015.</summary>
    public Task<Id<Matter>> EvidenceAsked(string title, string details, string ofWhom) =>
        Opened(Manager, "demo-northshire-board", "evidence-request", title, details, new DateOnly(2015, 3, 31), ofWhom);

    /// <summary>Somebody has opened a matter for a body.</summary>
    public Task<Id<Matter>> Opened(string who, string bodyCode, string kind, string title, string details, DateOnly day, params string[] asked) => portal.AsAsync(who, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var body = await db.Bodies.Where(b => b.Code == bodyCode).Select(b => b.Id).SingleAsync();
        var posts = new List<Id<Post>>();
        foreach (var one in asked)
        {
            posts.Add(await PostOf(db, one));
        }

        return await s.GetRequiredService<OpenMatter>().ForAsync(new MatterWish(kind, body, title, details, day, posts), default);
    });

    /// <summary>Somebody has answered their open task in a matter.</summary>
    public Task Answered(string who, Id<Matter> matter, string outcome, string? comment = null) => portal.AsAsync(who, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var post = await PostOf(db, who);
        var task = await db.Tasks.Where(t => t.MatterId == matter && t.PostId == post && t.State == TaskState.Open).Select(t => t.Id).SingleAsync();
        await s.GetRequiredService<AnswerTask>().AsAsync(task, outcome, comment, default);
    });

    /// <summary>Somebody who has several open tasks in a matter has answered the one that has this outcome.</summary>
    public Task AnsweredWith(string who, Id<Matter> matter, string outcome) => portal.AsAsync(who, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var post = await PostOf(db, who);
        var open = await db.Tasks.Where(t => t.MatterId == matter && t.PostId == post && t.State == TaskState.Open).ToListAsync();
        await s.GetRequiredService<AnswerTask>().AsAsync(open.First(t => t.Outcomes.Contains(outcome)).Id, outcome, null, default);
    });

    /// <summary>An agency has answered and scored every line of its return.</summary>
    public Task ReturnFilled(string who, Id<Matter> matter, AnswerText? text = null) => portal.AsAsync(who, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var post = await PostOf(db, who);
        var framework = (await s.GetRequiredService<FrameworkLibrary>().LatestAsync(default)).Single(f => f.AnsweredBy == AnsweredBy.PartnerAgencies);
        foreach (var criterion in framework.Criteria)
        {
            var version = await db.Set<ReturnedAnswer>().Where(a => a.MatterId == matter && a.PostId == post && a.CriterionId == criterion.Id).Select(a => a.Version).FirstOrDefaultAsync();
            (await s.GetRequiredService<WriteReturn>().AnswerAsync(matter, post, criterion.Id, text ?? AgencyAnswer, version, default)).Saved.ShouldBeTrue();
        }
    });

    /// <summary>An agency has linked the oldest item of the board's library to a line of its return.</summary>
    public Task EvidenceReturned(string who, Id<Matter> matter, string criterion) => portal.AsAsync(who, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var item = await db.EvidenceItems.Where(e => e.WithdrawnAt == null).OrderBy(e => e.AddedAt).ThenBy(e => e.Id).Select(e => e.Id).FirstAsync();
        await s.GetRequiredService<WriteReturn>().LinkAsync(matter, await PostOf(db, who), criterion, item, "page 4", default);
    });

    /// <summary>The manager has given every line of an agency's return its moderated score.</summary>
    public Task ReturnModerated(Id<Matter> matter, string agency, string grade = "partly-met", string reason = "Evidence is named but not shown.") => portal.AsAsync(Manager, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var post = await PostOf(db, agency);
        foreach (var criterion in await db.Set<ReturnedAnswer>().Where(a => a.MatterId == matter && a.PostId == post).Select(a => a.CriterionId).ToListAsync())
        {
            await s.GetRequiredService<WriteReturn>().ModerateAsync(matter, post, criterion, grade, reason, default);
        }
    });

    /// <summary>The framework author has begun the next version of the board's framework; only once.</summary>
    public async Task<Guid> DraftBegun()
    {
        var begun = await portal.ReadAsync(db => db.Set<FrameworkDraft>().Select(d => (Guid?)d.Id).FirstOrDefaultAsync());
        return begun ?? await portal.AsAsync("neil.frost", s => s.GetRequiredService<FrameworkAuthoring>().BeginAsync(NextVersion.Json().ToJsonString(), default));
    }

    /// <summary>Somebody leads the board's area and has agreed on a day.</summary>
    public Task AreaLed(Scene scene, string who, DateOnly dueOn) => portal.AsAsync(Manager, async s =>
        await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", null, await PostOf(s.GetRequiredService<PortalDbContext>(), who), dueOn, default));

    public Task SubmissionMoved(Scene scene, DateOnly to) =>
        portal.AsAsync(Manager, s => s.GetRequiredService<MoveSubmission>().ToAsync(scene.Id, to, "The board meets later.", default));

    /// <summary>Somebody has asked for more time for a task of theirs.</summary>
    public Task<Id<Matter>> MoreTimeAskedFor(string who, Id<PostTask> task, DateOnly day, string reason) =>
        portal.AsAsync(who, s => s.GetRequiredService<OpenMatter>().ForMoreTimeAsync(task, day, reason, default));

    /// <summary>Somebody has asked for more time for their open task in a matter.</summary>
    public Task<Id<Matter>> MoreTimeAsked(string who, Id<Matter> matter, DateOnly day, string reason) => portal.AsAsync(who, async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var post = await PostOf(db, who);
        var task = await db.Tasks.Where(t => t.MatterId == matter && t.PostId == post && t.State == TaskState.Open).Select(t => t.Id).SingleAsync();
        return await s.GetRequiredService<OpenMatter>().ForMoreTimeAsync(task, day, reason, default);
    });

    /// <summary>The lead inspector has started the timetable of the board's review.</summary>
    public Task<Id<Matter>> TimetableStarted() => portal.AsAsync("ruth.bannister", async s =>
    {
        var review = await s.GetRequiredService<PortalDbContext>().Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync();
        return await s.GetRequiredService<OpenMatter>().ForReviewAsync(review, "Four inspectors come in the first week.", default);
    });

    private Task<Scene> Once(string scene, Func<Task<Scene>> bringAbout) => portal.SceneAsync(scene, bringAbout);

    private Task<Scene> Once(string scene, IReadOnlyList<(string Name, Func<Stream> Open)> evidence, Func<Task<Scene>> bringAbout) =>
        evidence.Count > 0 ? bringAbout() : Once(scene, bringAbout);

    private static Task<Id<Post>> PostOf(PortalDbContext db, string who) => db.Posts
        .Where(p => p.Holdings.Any(h => h.Until == null && db.People.Any(person => person.Id == h.PersonId && person.Email.StartsWith(who)))).Select(p => p.Id).SingleAsync();

    private static MemoryStream Note(string title) => new(System.Text.Encoding.UTF8.GetBytes($"{title}\n\nA made-up note about practice in Northshire.\n"));
}
