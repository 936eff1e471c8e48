using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Calendars;
using Portal.Web.Frameworks;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What must change, and why.</summary>
/// <param name="CriterionId">The criterion whose answer it is about; null for the whole area with its judgement.</param>
public sealed record WantedChange(string? CriterionId, string Reason);

/// <summary>An area is submitted by whoever leads it, and agreed or sent back by those who run the self-assessment. Each step asks the next person.</summary>
public sealed class DecideOnArea(
    PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, TaskCompletion tasks, Posts posts, BodyCalendars calendars, TellHolders tell,
    AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Working days in which what was submitted is to be looked at, and what was asked is to be changed unless another day is given.</summary>
    public const int Days = 5;

    /// <summary>The outcome with which the process's own task to assess an area ends.</summary>
    private const string Assessed = "Assessed";

    /// <summary>The last day for changes that are asked for today.</summary>
    public async Task<DateOnly> UsualDayAsync(Id<Body> body, CancellationToken ct) => (await calendars.OfAsync(db, body, ct)).Add(clock.Today(), Days);

    /// <summary>Hands the area to those who run the self-assessment.</summary>
    public Task SubmitAsync(Id<SelfAssessment> id, string code, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        await SubmitWithinAsync(id, code, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>As <see cref="SubmitAsync"/>, as a part of an act that saves.</summary>
    internal async Task SubmitWithinAsync(Id<SelfAssessment> id, string code, CancellationToken ct)
    {
        var (assessment, area, progress) = await LoadAsync(id, code, ct);
        CurrentPerson.Require(await access.MayJudgeAsync(assessment, area.Code, ct), "This area is submitted by whoever leads it.");
        var here = AreaUrl(assessment, area);
        var open = await db.Tasks.Where(t => t.SelfAssessmentId == id && t.SubjectUrl == here && t.State == TaskState.Open).ToListAsync(ct);

        // The process may come to ask for an area that was submitted before it did; then only its question is answered.
        var asksAgain = progress.Status is AreaStatus.Submitted or AreaStatus.Agreed && open.Exists(t => t.BookmarkId is not null);
        if (!asksAgain)
        {
            var changes = progress.Changes.Where(c => c.IsOpen).ToList();
            var step = progress.Submit(assessment, me.Id, clock.UtcNow());
            await CancelAsync(changes, ct);
            await AskToLookAsync(assessment, area, step, ct);
            audit.Record(assessment.BodyId, "area-submitted", assessment.Id, area.Title);
        }

        foreach (var task in open)
        {
            await tasks.EndAsync(assessment, here, t => t.Id == task.Id, task.BookmarkId is null ? "Done" : Assessed, null, ct);
        }
    }

    /// <summary>Those who run the self-assessment stand by what was submitted.</summary>
    public Task AgreeAsync(Id<SelfAssessment> id, string code, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, area, progress) = await LoadAsync(id, code, ct);
        RequireRuns(assessment);
        var submitted = progress.LastStep;
        progress.Agree(assessment, me.Id, clock.UtcNow());
        await EndLookingAsync(assessment, area, submitted, "Agreed", ct);
        audit.Record(assessment.BodyId, "area-agreed", assessment.Id, area.Title);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Sends the area back with reasons; its lead, and those who answer the criteria that are named, are asked to change it.</summary>
    public Task RequestChangesAsync(Id<SelfAssessment> id, string code, IReadOnlyList<WantedChange> wanted, DateOnly dueOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (assessment, area, progress) = await LoadAsync(id, code, ct);
            RequireRuns(assessment);
            if (dueOn < clock.Today() || dueOn > assessment.SubmissionDate)
            {
                throw new RuleBroken("area.due-date", "The day must be today or later, and on or before the submission date.", "DueOn");
            }

            if (wanted.Any(w => w.CriterionId is not null && area.Criteria.All(c => c.Id != w.CriterionId)))
            {
                throw new NotFound();
            }

            var submitted = progress.LastStep;
            var step = progress.RequestChanges(assessment, [.. wanted.Select(w => (w.CriterionId, w.Reason))], dueOn, me.Id, clock.UtcNow());
            await EndLookingAsync(assessment, area, submitted, "Changes requested", ct);
            await AskToChangeAsync(assessment, area, progress, step, dueOn, ct);
            audit.Record(assessment.BodyId, "changes-requested", assessment.Id, area.Title);
            await db.SaveChangesAsync(ct);
        });

    private static string AreaUrl(SelfAssessment of, JudgementArea area) => $"/self-assessments/area/{of.Id}/{area.Code}";

    private static string LookUrl(SelfAssessment of, JudgementArea area) => $"/self-assessments/challenge/{of.Id}/{area.Code}";

    private void RequireRuns(SelfAssessment assessment) =>
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment agree an area or send it back.");

    private async Task<(SelfAssessment, JudgementArea, AreaProgress)> LoadAsync(Id<SelfAssessment> id, string code, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var area = framework.FindJudgement(code) ?? throw new NotFound();
        var progress = await db.AreaProgress.Include(p => p.Steps).Include(p => p.Changes).AsSplitQuery()
            .FirstOrDefaultAsync(p => p.SelfAssessmentId == id && p.JudgementCode == area.Code, ct);
        if (progress is null)
        {
            progress = AreaProgress.Of(assessment, area.Code);
            db.AreaProgress.Add(progress);
        }

        return (assessment, area, progress);
    }

    /// <summary>Whoever looks at it is asked, unless they are among those who submitted it.</summary>
    private async Task AskToLookAsync(SelfAssessment assessment, JudgementArea area, AreaStep step, CancellationToken ct)
    {
        if (me.Runs(assessment.BodyId))
        {
            return;
        }

        var post = await posts.FindAsync("board-manager", assessment, ct);
        var due = await UsualDayAsync(assessment.BodyId, ct);
        var task = PostTask.For(post, assessment, new TaskBrief(
            $"Look at: {area.Title}",
            "Read what was submitted. Agree it, or send it back and say beside each text what must change.",
            LookUrl(assessment, area),
            due,
            []), clock.UtcNow());
        db.Tasks.Add(task);
        step.AskIn(task);
        var body = await BodyAsync(assessment, ct);
        await tell.OfAsync(
            post, $"{body.Name}: an area was submitted",
            $"“{area.Title}” was submitted by whoever leads it. Please look at it by {due.Words()}: agree it, or send it back with reasons.",
            LookUrl(assessment, area), $"area-submitted:{step.Id}", assessment, ct, [.. CalendarDate.Of(task, body)]);
    }

    private async Task AskToChangeAsync(
        SelfAssessment assessment, JudgementArea area, AreaProgress progress, AreaStep step, DateOnly dueOn, CancellationToken ct)
    {
        var given = await db.Assignments.Where(a => a.SelfAssessmentId == assessment.Id && a.JudgementCode == area.Code).ToListAsync(ct);
        var open = await db.Tasks.Where(t => t.SelfAssessmentId == assessment.Id && t.State == TaskState.Open && t.About != null).ToListAsync(ct);
        var lead = given.Find(a => a.CriterionId is null)?.PostId ?? await posts.FindAsync(HumanTask.AreaLead, assessment, ct);
        var told = new List<(Id<Post> Post, string Path)> { (lead, AreaUrl(assessment, area)) };
        var asked = new List<PostTask>();
        if (!open.Exists(t => t.About == area.Code))
        {
            var task = PostTask.For(lead, assessment, new TaskBrief(
                $"Change what was asked: {area.Title}",
                "What must change and why stands beside each text. Submit the area again when it is done.",
                AreaUrl(assessment, area),
                dueOn,
                [],
                About: area.Code), clock.UtcNow());
            db.Tasks.Add(task);
            step.AskIn(task);
            asked.Add(task);
        }

        foreach (var change in progress.Changes.Where(c => c.IsOpen && c.CriterionId is not null && c.TaskId is null))
        {
            if (given.Find(a => a.CriterionId == change.CriterionId) is not { } answering || answering.PostId == lead)
            {
                continue;
            }

            var path = $"/self-assessments/answer/{assessment.Id}/{change.CriterionId}";
            told.Add((answering.PostId, path));
            if (!open.Exists(t => t.About == change.CriterionId))
            {
                var task = PostTask.For(answering.PostId, assessment, new TaskBrief(
                    $"Change {change.CriterionId}: {area.Criteria.Single(c => c.Id == change.CriterionId).Title}",
                    "What must change and why stands beside your answer.",
                    path,
                    dueOn,
                    [],
                    About: change.CriterionId), clock.UtcNow());
                db.Tasks.Add(task);
                change.AskIn(task);
                asked.Add(task);
            }
        }

        var body = await BodyAsync(assessment, ct);
        foreach (var (post, path) in told.DistinctBy(t => t.Post))
        {
            await tell.OfAsync(
                post, $"{body.Name}: changes were requested",
                $"Changes were requested to “{area.Title}”, by {dueOn.Words()}. What must change and why stands beside the text.",
                path, $"changes-requested:{step.Id}:{post}", assessment, ct, [.. asked.Where(t => t.PostId == post).SelectMany(t => CalendarDate.Of(t, body))]);
        }
    }

    private async Task EndLookingAsync(SelfAssessment assessment, JudgementArea area, AreaStep? submitted, string outcome, CancellationToken ct)
    {
        if (submitted?.TaskId is { } asked && await db.Tasks.AnyAsync(t => t.Id == asked && t.State == TaskState.Open, ct))
        {
            await tasks.EndAsync(assessment, LookUrl(assessment, area), t => t.Id == asked, outcome, null, ct);
        }
    }

    /// <summary>Nobody needs to change what whoever leads the area now stands by.</summary>
    private async Task CancelAsync(List<RequestedChange> changes, CancellationToken ct)
    {
        var asked = changes.Select(c => c.TaskId).OfType<Id<PostTask>>().ToList();
        foreach (var task in await db.Tasks.Where(t => asked.Contains(t.Id)).ToListAsync(ct))
        {
            task.Cancel(clock.UtcNow());
        }
    }

    private Task<Body> BodyAsync(SelfAssessment of, CancellationToken ct) => db.Bodies.Where(b => b.Id == of.BodyId).SingleAsync(ct);
}
