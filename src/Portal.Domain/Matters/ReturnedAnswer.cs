using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Matters;

/// <summary>
/// What one agency returned on one criterion of a framework, with the score it gave itself, and beside it the score after moderation. Neither
/// replaces the other.
/// </summary>
public sealed class ReturnedAnswer : IWritten<AnswerText>, IBelongsToBody
{
    private ReturnedAnswer()
    {
    }

    public Id<ReturnedAnswer> Id { get; private set; }

    public Id<Matter> MatterId { get; private set; }

    /// <summary>The board that asked and moderates.</summary>
    public Id<Body> BodyId { get; private set; }

    /// <summary>The agency's post.</summary>
    public Id<Post> PostId { get; private set; }

    public string CriterionId { get; private set; } = "";

    /// <summary>What the agency says; its own score is the grade it gives itself.</summary>
    public AnswerText Text { get; private set; } = AnswerText.Empty;

    public Id<Person> WrittenBy { get; private set; }

    public DateTime WrittenAt { get; private set; }

    public Moderation? Moderation { get; private set; }

    public int Version { get; private set; }

    /// <summary>True once it says how the criterion is met, what shows it, and with which score.</summary>
    public bool IsComplete => Text is { SelfGrade: not null, Know.Length: > 0, HowKnown.Length: > 0 };

    /// <summary>True while the moderated score is about what the agency says now.</summary>
    public bool IsModerated => Moderation is not null && Moderation.At >= WrittenAt;

    public static ReturnedAnswer To(string criterion, Matter matter, Id<Post> from, AnswerText text, Id<Person> by, DateTime at)
    {
        matter.RequireOpen();
        return new ReturnedAnswer
        {
            Id = Id<ReturnedAnswer>.New(),
            MatterId = matter.Id,
            BodyId = matter.BodyId,
            PostId = from,
            CriterionId = criterion,
            Text = text.Tidied(),
            WrittenBy = by,
            WrittenAt = at,
        };
    }

    /// <summary>Replaces what the agency says. Whoever calls has shown the writer version <paramref name="basedOn"/>.</summary>
    /// <returns>False when somebody else wrote meanwhile: nothing was changed, and both texts must be shown.</returns>
    public bool TryRewrite(Matter matter, AnswerText text, int basedOn, Id<Person> by, DateTime at)
    {
        matter.RequireOpen();
        var tidied = text.Tidied();
        if (tidied == Text)
        {
            return true;
        }

        if (basedOn != Version)
        {
            return false;
        }

        (Text, WrittenBy, WrittenAt) = (tidied, by, at);
        return true;
    }

    /// <summary>Gives the score after moderation, beside the agency's own.</summary>
    /// <returns>The decision, for the history of the line.</returns>
    /// <exception cref="RuleBroken">Nothing was returned, or no reason is given.</exception>
    public ModeratedScore Moderate(Matter matter, string grade, string? reason, Id<Person> by, DateTime at)
    {
        matter.RequireOpen();
        if (!IsComplete)
        {
            throw new RuleBroken("return.nothing-to-moderate", "The agency has not scored this yet.");
        }

        var before = Moderation;
        Moderation = new Moderation(grade, RuleBroken.IfBlank(reason, "return.no-reason", "Say why this is the moderated score.", "Reason"), by, at);
        return ModeratedScore.Of(this, before, Moderation);
    }
}

/// <summary>The score after moderation, and why.</summary>
/// <param name="Grade">Grade code of the framework's scale; a person's decision.</param>
/// <param name="Reason">Why, for the agency to read.</param>
/// <param name="By">Who moderated.</param>
/// <param name="At">When, in UTC.</param>
public sealed record Moderation(string Grade, string Reason, Id<Person> By, DateTime At);
