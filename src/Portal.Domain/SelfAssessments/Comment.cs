using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>What somebody of the body says among themselves about an answer or a judgement. The first of a thread, or a reply to it.</summary>
/// <remarks>Private to the body: never in a frozen version, a pack or what others see.</remarks>
public sealed class Comment : IVersioned, IBelongsToBody
{
    private readonly List<FormerComment> _former = [];

    private Comment()
    {
    }

    public Id<Comment> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The judgement's code whose criteria or grade it is about.</summary>
    public string JudgementCode { get; private set; } = "";

    /// <summary>The criterion it is about; null where it is about the judgement.</summary>
    public string? CriterionId { get; private set; }

    /// <summary>The first comment of the thread; null for that one itself.</summary>
    public Id<Comment>? ThreadId { get; private set; }

    public string Text { get; private set; } = "";

    public Id<Person> WrittenBy { get; private set; }

    public DateTime WrittenAt { get; private set; }

    /// <summary>When the text was last changed; null while it is as it was written.</summary>
    public DateTime? EditedAt { get; private set; }

    /// <summary>Who called the thread resolved; kept on its first comment.</summary>
    public Id<Person>? ResolvedBy { get; private set; }

    public DateTime? ResolvedAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>What it said before it was edited.</summary>
    public IReadOnlyList<FormerComment> Former => _former;

    /// <summary>Begins a thread.</summary>
    public static Comment On(SelfAssessment of, string judgementCode, string? criterionId, string? text, Id<Person> by, DateTime at)
    {
        if (of.Status == SelfAssessmentStatus.Withdrawn)
        {
            throw new RuleBroken("comment.withdrawn", "This self-assessment was withdrawn. What was said about it stays to be read.");
        }

        return new Comment
        {
            Id = Id<Comment>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            JudgementCode = judgementCode,
            CriterionId = criterionId,
            Text = Said(text),
            WrittenBy = by,
            WrittenAt = at,
        };
    }

    /// <summary>Answers in this thread; a thread that was resolved is open again.</summary>
    public Comment Reply(SelfAssessment of, string? text, Id<Person> by, DateTime at)
    {
        RequireFirst();
        var reply = On(of, JudgementCode, CriterionId, text, by, at);
        reply.ThreadId = Id;
        ResolvedAt = null;
        ResolvedBy = null;
        return reply;
    }

    /// <summary>Changes what it says; what it said before is kept.</summary>
    /// <exception cref="RuleBroken">Somebody else wrote it.</exception>
    public void Edit(string? text, Id<Person> by, DateTime at)
    {
        if (by != WrittenBy)
        {
            throw new RuleBroken("comment.not-yours", "Only whoever wrote a comment can edit it.");
        }

        var said = Said(text);
        if (said != Text)
        {
            _former.Add(new FormerComment(this, EditedAt ?? WrittenAt));
            Text = said;
            EditedAt = at;
        }
    }

    /// <summary>Calls the thread settled.</summary>
    public void Resolve(Id<Person> by, DateTime at)
    {
        RequireFirst();
        ResolvedBy ??= by;
        ResolvedAt ??= at;
    }

    /// <summary>Takes the thread up again.</summary>
    public void Reopen()
    {
        RequireFirst();
        ResolvedBy = null;
        ResolvedAt = null;
    }

    private static string Said(string? text) => RuleBroken.IfBlank(Prose.Tidy(text), "comment.blank", "Enter your comment.", "Text");

    private void RequireFirst()
    {
        if (ThreadId is not null)
        {
            throw new RuleBroken("comment.not-first", "Only a whole thread is answered, resolved or taken up again.");
        }
    }
}

/// <summary>What a comment said before it was edited. Append-only.</summary>
public sealed class FormerComment : IBelongsToBody
{
    private FormerComment()
    {
    }

    internal FormerComment(Comment comment, DateTime since)
    {
        Id = Id<FormerComment>.New();
        CommentId = comment.Id;
        BodyId = comment.BodyId;
        Text = comment.Text;
        Since = since;
    }

    public Id<FormerComment> Id { get; private set; }

    public Id<Comment> CommentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Since when it said so.</summary>
    public DateTime Since { get; private set; }
}
