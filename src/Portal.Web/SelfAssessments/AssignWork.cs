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

namespace Portal.Web.SelfAssessments;

/// <summary>Who is to lead an area or answer a criterion of it, and by when.</summary>
/// <param name="CriterionId">The criterion; null for the whole area.</param>
/// <param name="To">The post that takes it on; null leaves it with those who run the self-assessment.</param>
/// <param name="DueOn">The last day for it; without one a criterion is due with its area.</param>
/// <param name="Note">What is said to whoever has it; null where nothing is said.</param>
public sealed record AssignmentWish(string? CriterionId, Id<Post>? To, DateOnly? DueOn, string? Note = null);

/// <summary>What is wished for one area and its criteria.</summary>
public sealed record AreaWishes(string JudgementCode, IReadOnlyList<AssignmentWish> Wishes);

/// <summary>What is wished for the areas of one self-assessment.</summary>
public sealed record AssessmentWishes(Id<SelfAssessment> Of, IReadOnlyList<AreaWishes> Areas);

/// <summary>A wish that cannot be met, and why.</summary>
/// <param name="Of">The self-assessment.</param>
/// <param name="Code">The area.</param>
public sealed record RefusedAssignment(Id<SelfAssessment> Of, string Code, AssignmentWish Wish, RuleBroken Why);

/// <summary>Gives a judgement area and its criteria to posts of the body, with due dates. Giving one again moves it; giving it to nobody takes it back.</summary>
public sealed class AssignWork(
    PortalDbContext db, FrameworkLibrary frameworks, Posts runners, MoveDueDates move, TellHolders tell, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Gives one area or criterion to a post.</summary>
    /// <exception cref="RuleBroken">The post is of another body, or the date does not fit.</exception>
    public async Task ToAsync(Id<SelfAssessment> id, string judgementCode, string? criterionId, Id<Post> to, DateOnly dueOn, CancellationToken ct)
    {
        if (await AreaAsync(id, judgementCode, [new AssignmentWish(criterionId, to, dueOn)], ct) is [var refused, ..])
        {
            throw refused.Why;
        }
    }

    /// <summary>Meets all wishes about one area in one save, or none of them.</summary>
    /// <param name="id">The self-assessment.</param>
    /// <param name="judgementCode">The area.</param>
    /// <param name="wishes">At most one for the area and for each of its criteria; what is not named stays as it is.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The wishes that stand in the way; empty when all were met.</returns>
    public Task<IReadOnlyList<RefusedAssignment>> AreaAsync(
        Id<SelfAssessment> id, string judgementCode, IReadOnlyList<AssignmentWish> wishes, CancellationToken ct) => AreasAsync(id, [new AreaWishes(judgementCode, wishes)], ct);

    /// <summary>Meets all wishes about several areas in one save, or none of them.</summary>
    /// <inheritdoc cref="AreaAsync"/>
    public Task<IReadOnlyList<RefusedAssignment>> AreasAsync(Id<SelfAssessment> id, IReadOnlyList<AreaWishes> areas, CancellationToken ct) =>
        OfSeveralAsync([new AssessmentWishes(id, areas)], ct);

    /// <summary>Meets all wishes about several self-assessments in one save, or none of them.</summary>
    /// <returns>The wishes that stand in the way; empty when all were met.</returns>
    public Task<IReadOnlyList<RefusedAssignment>> OfSeveralAsync(IReadOnlyList<AssessmentWishes> wishes, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var rounds = new List<Round>();
        foreach (var (id, areas) in wishes)
        {
            rounds.Add(await MeetAsync(id, areas, ct));
        }

        var refused = rounds.SelectMany(r => r.Refused).ToList();
        if (refused.Count > 0)
        {
            db.ChangeTracker.Clear();
            return (IReadOnlyList<RefusedAssignment>)refused;
        }

        foreach (var round in rounds)
        {
            await TellFormerAsync(round, ct);
            await TellNewAsync(round, ct);

            // Assignments have no version of their own: two who assign at once meet at the assessment, as does whoever freezes it meanwhile.
            db.Entry(round.Assessment).Property(a => a.Version).IsModified = true;
        }

        await db.SaveChangesAsync(ct);
        return refused;
    });

    private async Task<Round> MeetAsync(Id<SelfAssessment> id, IReadOnlyList<AreaWishes> areas, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can assign work.");
        assessment.RequireOpenForWriting();
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var round = new Round(
            assessment,
            await db.Posts.Where(p => p.BodyId == assessment.BodyId).Select(p => p.Id).ToListAsync(ct),
            await db.Assignments.Where(a => a.SelfAssessmentId == id).ToListAsync(ct),
            await OpenTasksAsync(assessment, ct));
        foreach (var (code, wishes) in areas)
        {
            await MeetAsync(round, framework.FindJudgement(code) ?? throw new NotFound(), wishes, ct);
        }

        return round;
    }

    private async Task MeetAsync(Round round, JudgementArea area, IReadOnlyList<AssignmentWish> wishes, CancellationToken ct)
    {
        var present = round.Present.FindAll(a => a.JudgementCode == area.Code);
        var areaDueOn = wishes.FirstOrDefault(w => w.CriterionId is null)?.DueOn ?? present.Find(a => a.CriterionId is null)?.DueOn;
        foreach (var wish in wishes)
        {
            try
            {
                await MeetAsync(round, area, present.Find(a => a.CriterionId == wish.CriterionId), wish with { DueOn = wish.DueOn ?? areaDueOn }, ct);
            }
            catch (RuleBroken why)
            {
                round.Refused.Add(new RefusedAssignment(round.Assessment.Id, area.Code, wish, why));
            }
        }
    }

    private async Task MeetAsync(Round round, JudgementArea area, Assignment? old, AssignmentWish wish, CancellationToken ct)
    {
        var criterion = wish.CriterionId is null ? null : area.Criteria.FirstOrDefault(c => c.Id == wish.CriterionId) ?? throw new NotFound();
        var about = criterion?.Id ?? area.Code;
        if (wish.To is not { } to)
        {
            if (old is not null)
            {
                db.Remove(old);
                await TakeBackAsync(round.Assessment, area, round.Tasks.GetValueOrDefault(about), ct);
                round.Former.Add((old, criterion is null ? area.Title : $"{criterion.Id} {criterion.Title}", round.Tasks.GetValueOrDefault(about) ?? []));
                audit.Record(round.Assessment.BodyId, "assignment-taken-back", round.Assessment.Id, about);
            }

            return;
        }

        if (old?.PostId == to && old.DueOn == wish.DueOn && (old.Note ?? "") == (wish.Note ?? "").ReplaceLineEndings("\n").Trim())
        {
            return;
        }

        var made = Make(round, area, wish, to, [old?.DueOn, .. (round.Tasks.GetValueOrDefault(about) ?? []).Select(t => t.DueOn)]);
        if (old is not null)
        {
            db.Remove(old);
            if (old.PostId != to)
            {
                round.Former.Add((old, criterion is null ? area.Title : $"{criterion.Id} {criterion.Title}", round.Tasks.GetValueOrDefault(about) ?? []));
            }
        }

        db.Add(made);
        round.Given.Add((made, criterion is null ? area.Title : $"{criterion.Id} {criterion.Title}", await AskAsync(round.Assessment, area, criterion, made, round.Tasks.GetValueOrDefault(about), ct)));
        audit.Record(round.Assessment.BodyId, "assigned", round.Assessment.Id, about);
    }

    /// <summary>Whoever had something that somebody else has now is told, once for all that was done together.</summary>
    private async Task TellFormerAsync(Round round, CancellationToken ct)
    {
        if (round.Former.Count == 0)
        {
            return;
        }

        var body = await db.Bodies.Where(b => b.Id == round.Assessment.BodyId).SingleAsync(ct);
        foreach (var of in round.Former.GroupBy(f => f.Assignment.PostId))
        {
            await tell.OfAsync(
                of.Key, $"{body.Name}: work was taken off you",
                $"You are no longer asked for the following in the self-assessment of {body.Name}. What you wrote is kept.\n\n{string.Join('\n', of.Select(f => $"- {f.Title}"))}",
                "/inbox", $"assignment-gone:{of.First().Assignment.Id}", round.Assessment, ct, [.. of.SelectMany(f => f.Tasks).SelectMany(t => CalendarDate.Gone(t, body))]);
        }
    }

    /// <summary>Whoever else has something now is told, once for all that was done together.</summary>
    private async Task TellNewAsync(Round round, CancellationToken ct)
    {
        var given = round.Given.FindAll(g => me.Posts.All(p => p.Id != g.Assignment.PostId));
        if (given.Count == 0)
        {
            return;
        }

        var body = await db.Bodies.Where(b => b.Id == round.Assessment.BodyId).SingleAsync(ct);
        foreach (var to in given.GroupBy(g => g.Assignment.PostId))
        {
            await tell.OfAsync(
                to.Key, $"{body.Name}: work was given to you",
                $"You are asked for the following in the self-assessment of {body.Name}. Each stands in your inbox once it can be done.\n\n{string.Join('\n', to.Select(g => $"- {g.Title}, due on {g.Assignment.DueOn.Words()}"))}",
                "/inbox", $"assignment:{to.First().Assignment.Id}", round.Assessment, ct, [.. to.SelectMany(g => g.Tasks).SelectMany(t => CalendarDate.Of(t, body))]);
        }
    }

    /// <param name="kept">Dates it has already: what is late may be given to somebody else as it is.</param>
    private Assignment Make(Round round, JudgementArea area, AssignmentWish wish, Id<Post> to, IReadOnlyList<DateOnly?> kept)
    {
        if (!round.Posts.Contains(to))
        {
            throw new RuleBroken("assignment.other-body", "Choose a post of this board or authority.", "Post");
        }

        if (wish.DueOn is not { } dueOn)
        {
            throw new RuleBroken("assignment.no-date", "Enter the day by which it is due.", nameof(Assignment.DueOn));
        }

        if (dueOn < clock.Today() && !kept.Contains(dueOn))
        {
            throw new RuleBroken("assignment.past", "The due date must be today or later.", nameof(Assignment.DueOn));
        }

        return Assignment.Of(round.Assessment, area.Code, wish.CriterionId, to, dueOn, me.Id, clock.UtcNow(), wish.Note);
    }

    /// <summary>What is open for each area and criterion. Where an area was sent back, its lead has been asked a second time: that follows the first.</summary>
    private async Task<Dictionary<string, IReadOnlyList<PostTask>>> OpenTasksAsync(SelfAssessment assessment, CancellationToken ct)
    {
        var tasks = await db.Tasks.Where(t => t.SelfAssessmentId == assessment.Id && t.State == TaskState.Open && t.About != null).ToListAsync(ct);
        return tasks.GroupBy(t => t.About!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyList<PostTask>)[.. g], StringComparer.Ordinal);
    }

    /// <summary>Moves the task that is open already. The task of an area is made by the process when it comes to assessing, that of a criterion here.</summary>
    private async Task<IReadOnlyList<PostTask>> AskAsync(SelfAssessment assessment, JudgementArea area, Criterion? criterion, Assignment made, IReadOnlyList<PostTask>? open, CancellationToken ct)
    {
        foreach (var given in open ?? [])
        {
            await move.ToAsync(given, made.PostId, made.DueOn, "The work was given to somebody.", ct);
        }

        if (open is not null || criterion is null)
        {
            return open ?? [];
        }

        var task = PostTask.For(made.PostId, assessment, AskedWork.ToAnswer(assessment, area, criterion, made.DueOn), clock.UtcNow());
        db.Tasks.Add(task);
        return [task];
    }

    /// <summary>What is asked of the lead of an area falls to those who run the assessment; what is asked for a criterion ends with its assignment.</summary>
    private async Task TakeBackAsync(SelfAssessment assessment, JudgementArea area, IReadOnlyList<PostTask>? open, CancellationToken ct)
    {
        foreach (var task in open ?? [])
        {
            if (task.About != area.Code)
            {
                task.Cancel(clock.UtcNow());
            }
            else
            {
                task.Move(await runners.FindAsync(HumanTask.AreaLead, assessment, ct), task.DueOn);
            }
        }
    }

    /// <summary>What one act of assigning looks at, and what came of it.</summary>
    private sealed record Round(
        SelfAssessment Assessment, IReadOnlyList<Id<Post>> Posts, List<Assignment> Present, IReadOnlyDictionary<string, IReadOnlyList<PostTask>> Tasks)
    {
        public List<RefusedAssignment> Refused { get; } = [];

        /// <summary>Assignments that were taken back or given to another post, with what they were about.</summary>
        public List<(Assignment Assignment, string Title, IReadOnlyList<PostTask> Tasks)> Former { get; } = [];

        /// <summary>Assignments that were made, with what they are about and the tasks that ask for it.</summary>
        public List<(Assignment Assignment, string Title, IReadOnlyList<PostTask> Tasks)> Given { get; } = [];
    }
}
