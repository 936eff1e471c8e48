using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Where a self-assessment stands: its stage, its task list, who is waited for and what comes next.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class OverviewModel(PortalDbContext db, AssessmentReader reader, FrameworkLibrary frameworks, AnnexAQuestions questions, CarriedTexts carried, CaseStories stories, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<Stage> Stages { get; private set; } = [];

    public IReadOnlyList<Area> Areas { get; private set; } = [];

    public IReadOnlyList<Waiting> WaitingFor { get; private set; } = [];

    public Id<EvidencePack>? Pack { get; private set; }

    public bool HasFrozenVersion { get; private set; }

    /// <summary>How far it is, in figures that are told apart: what is answered need not be evidenced, what is evidenced need not be judged.</summary>
    public IReadOnlyList<(string Of, int Done, int All, string What)> Bars { get; private set; } = [];

    /// <summary>True where no text of theirs came from before, so that none is to be confirmed.</summary>
    public bool NothingCarried { get; private set; }

    /// <summary>True where questions of Annex A are asked with this framework.</summary>
    public bool AsksAnnexA => questions.Of(Shown.Framework).Count > 0;

    /// <summary>The newest version of the framework, where it is not the one assessed against.</summary>
    public int? NewerVersion { get; private set; }

    /// <summary>The first criterion that nobody has answered and the present person may, or else the first judgement; null when there is none.</summary>
    public (string Title, string Address)? FirstGap { get; private set; }

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        var (brought, waiting) = await CarriedAsync(ct);
        await LoadAreasAsync(waiting, ct);
        NothingCarried = brought == 0;
        var share = Shown.Share;
        var criteria = Areas.SelectMany(a => a.Criteria).ToList();
        var judgements = Areas.Where(a => a.Status is not null).ToList();
        Bars =
        [
            ("Answered", criteria.Count(c => c.State == "Answered"), criteria.Count, "criteria"),
            ("Evidenced", criteria.Count(c => c.Evidence > 0), criteria.Count, "criteria"),
            ("Confirmed", brought - waiting.Count, brought, "carried texts"),
            ("Judged", judgements.Count(a => a.Grade is not null), judgements.Count, "judgements"),
            ("Agreed", judgements.Count(a => a.Status == AreaStatus.Agreed), judgements.Count, "judgements"),
        ];
        FirstGap = Areas.SelectMany(a => a.Criteria.Where(c => c.State != "Answered" && share.MayAnswer(a.Code, c.Id)))
            .Select(c => ((string, string)?)(c.Id, Url.Page("Answer", new { id = Id, criterion = c.Id })!)).FirstOrDefault()
            ?? Areas.Where(a => a.Grade is null && share.MayJudge(a.Code))
                .Select(a => ((string, string)?)($"judgement of {a.Title}", Url.Page("Judge", new { id = Id, code = a.Code })!)).FirstOrDefault();
        var posts = me.Posts.Select(p => p.Id).ToList();
        WaitingFor = await db.Tasks.Where(t => t.SelfAssessmentId == Id && t.State == TaskState.Open && (Shown.ReadsAll || posts.Contains(t.PostId)))
            .Join(db.Posts, t => t.PostId, p => p.Id, (t, p) => new { Task = t, Post = p })
            .OrderBy(w => w.Task.DueOn).ThenBy(w => w.Task.Title).Take(100)
            .Select(w => new Waiting(w.Task.Title, w.Task.SubjectUrl, w.Post.Title, w.Task.DueOn, posts.Contains(w.Post.Id)))
            .ToListAsync(ct);
        Pack = await db.Packs.Whole().Where(p => p.SelfAssessmentId == Id).OrderByDescending(p => p.RequestedAt).Select(p => (Id<EvidencePack>?)p.Id).FirstOrDefaultAsync(ct);
        HasFrozenVersion = await db.FrozenVersions.AnyAsync(v => v.SelfAssessmentId == Id, ct);
        NewerVersion = !Shown.Runs || !Shown.IsOpen ? null : (await frameworks.NewerAsync(Shown.Framework.Code, Shown.Framework.Version, ct))?.Version;
        Stages = await stories.StagesAsync(Shown.Assessment, ct);
        return null;
    }

    /// <summary>How many texts that they read were carried, and which of them wait to be confirmed or changed.</summary>
    private async Task<(int All, IReadOnlySet<string> Waiting)> CarriedAsync(CancellationToken ct) => Shown.Assessment is { FollowsId: null, VersionMovedAt: null }
        ? (0, new HashSet<string>(StringComparer.Ordinal))
        : ((await carried.SubjectsAsync(Id, ct)).Count(IsTheirs), (await carried.WaitingAsync(Id, ct)).Select(c => c.Subject).Where(IsTheirs).ToHashSet(StringComparer.Ordinal));

    /// <summary>Whether it is asked now and for the present person to read: what became of criteria that are gone stands on a page of its own.</summary>
    private bool IsTheirs(string subject) => (Shown.Framework.FindCriterion(subject) is not null || Shown.Framework.FindJudgement(subject) is not null) && Shown.MayRead(subject);

    private async Task LoadAreasAsync(IReadOnlySet<string> waiting, CancellationToken ct)
    {
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        var evidence = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id)
            .GroupBy(l => l.CriterionId).Select(g => new { Criterion = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Criterion, g => g.Count, ct);
        var judged = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == Id).ToDictionaryAsync(j => j.JudgementCode, j => j.Text, ct);
        var assigned = (await db.Assignments.Where(a => a.SelfAssessmentId == Id)
                .Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { About = a.CriterionId ?? a.JudgementCode, p.Title }).ToListAsync(ct))
            .ToDictionary(a => a.About, a => a.Title, StringComparer.Ordinal);
        var progress = await db.AreaProgress.Where(p => p.SelfAssessmentId == Id).ToDictionaryAsync(p => p.JudgementCode, p => p.Status, ct);
        Areas =
        [
            .. Shown.Framework.Judgements.Where(Shown.MayReadOf).Select(area => new Area(
                area.Code,
                area.Title,
                Shown.MayRead(area.Code, null) ? progress.GetValueOrDefault(area.Code) : null,
                Shown.MayRead(area.Code, null) && judged.GetValueOrDefault(area.Code) is { IsComplete: true, Grade: { } grade } ? Shown.Framework.Grade(grade).Label : null,
                assigned.GetValueOrDefault(area.Code),
                [
                    .. area.Criteria.Where(c => Shown.MayRead(area.Code, c.Id)).Select(c => new Row(
                        c.Id, c.Title, StateOf(answers.GetValueOrDefault(c.Id)), evidence.GetValueOrDefault(c.Id), waiting.Contains(c.Id), assigned.GetValueOrDefault(c.Id))),
                ])),
        ];
    }

    private static string StateOf(AnswerText? text) => text switch
    {
        null => "Not started",
        { IsComplete: true } => "Answered",
        _ => "In progress",
    };

    /// <summary>A judgement with the criteria that the present person reads.</summary>
    /// <param name="Status">Where it stands; null where the judgement is not theirs to read.</param>
    public sealed record Area(string Code, string Title, AreaStatus? Status, string? Grade, string? AssignedTo, IReadOnlyList<Row> Criteria);

    /// <param name="ToConfirm">Whether its text came from before and nobody has confirmed or changed it.</param>
    public sealed record Row(string Id, string Title, string State, int Evidence, bool ToConfirm, string? AssignedTo)
    {
        public string Hint => string.Join(", ", new[]
        {
            Evidence switch { 0 => "No evidence yet", 1 => "1 item of evidence", _ => $"{Evidence} items of evidence" },
            ToConfirm ? "carried from before: to be confirmed" : null,
            AssignedTo is null ? null : $"assigned to {AssignedTo}",
        }.OfType<string>());
    }

    public sealed record Waiting(string Title, string Address, string Post, DateOnly? DueOn, bool Mine);
}
