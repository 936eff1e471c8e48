using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;

namespace Portal.Domain.Reviews;

/// <summary>What became of a slot for the opening presentation.</summary>
public enum OpeningState
{
    /// <summary>The body has not answered yet.</summary>
    Offered,

    /// <summary>The body will present.</summary>
    Taken,

    /// <summary>The body will not present, for the reason it gave.</summary>
    Declined,

    /// <summary>The body has presented.</summary>
    Given,
}

/// <summary>
/// The record of one offer of time for a body to present itself at the start of a review. Some boards were invited and others never were, and where it happened both
/// sides valued it (report 140099), so that it was offered is itself on record.
/// </summary>
public sealed class OpeningSlot : IVersioned, IBelongsToBody
{
    /// <summary>Shortest and longest slot, in minutes.</summary>
    public const int FewestMinutes = 5, MostMinutes = 240;

    /// <summary>Most characters of a reason, and of who was there.</summary>
    public const int LongestText = 2_000;

    private OpeningSlot()
    {
    }

    public Id<OpeningSlot> Id { get; private set; }

    /// <summary>The body under review.</summary>
    public Id<Body> BodyId { get; private set; }

    public Id<Review> ReviewId { get; private set; }

    /// <summary>The review's title on the day; the body does not see the review itself.</summary>
    public string ReviewTitle { get; private set; } = "";

    public OpeningState State { get; private set; }

    /// <summary>When the body may present, in UTC.</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>For how long.</summary>
    public int Minutes { get; private set; }

    public DateTime OfferedAt { get; private set; }

    /// <summary>Names are as they were on the day.</summary>
    public string OfferedBy { get; private set; } = "";

    public DateTime? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    /// <summary>Their post.</summary>
    public string? AnsweredPost { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? DeclineReason { get; private set; }

    /// <summary>When it was given, in UTC.</summary>
    public DateTime? GivenAt { get; private set; }

    /// <summary>Who was there, in the words of whoever recorded it.</summary>
    public string? Present { get; private set; }

    public string? RecordedBy { get; private set; }

    /// <summary>The presentation as it was given; null where it was given without one of the portal's.</summary>
    public Id<Presentation>? PresentationId { get; private set; }

    public int Version { get; private set; }

    /// <summary>Offers a slot.</summary>
    /// <param name="of">The review.</param>
    /// <param name="earlier">Slots of the review that were offered before.</param>
    /// <param name="startsAt">When, in UTC.</param>
    /// <param name="minutes">For how long.</param>
    /// <param name="by">Who offers.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It lies in the past, is too short or too long, or an earlier offer stands.</exception>
    public static OpeningSlot Offer(Review of, IEnumerable<OpeningSlot> earlier, DateTime startsAt, int minutes, Person by, DateTime at)
    {
        if (earlier.Any(s => s.State is not OpeningState.Declined))
        {
            throw new RuleBroken("opening.offered-already", "A slot was offered already and was not declined.");
        }

        if (startsAt <= at)
        {
            throw new RuleBroken("opening.past", "The slot must be in the future.", "Day");
        }

        if (minutes is < FewestMinutes or > MostMinutes)
        {
            throw new RuleBroken("opening.minutes", $"The slot must be {FewestMinutes} to {MostMinutes} minutes.", "Minutes");
        }

        return new OpeningSlot
        {
            Id = Id<OpeningSlot>.New(),
            BodyId = of.BodyId,
            ReviewId = of.Id,
            ReviewTitle = of.Title,
            State = OpeningState.Offered,
            StartsAt = startsAt,
            Minutes = minutes,
            OfferedAt = at,
            OfferedBy = by.Name,
        };
    }

    /// <summary>The body will present.</summary>
    public void Take(Person by, string post, DateTime at)
    {
        Require(State is OpeningState.Offered, "opening.answered", "This offer has been answered already.");
        (State, AnsweredBy, AnsweredPost, AnsweredAt) = (OpeningState.Taken, by.Name, post, at);
    }

    /// <summary>The body will not present; also after it had said that it would.</summary>
    public void Decline(string? reason, Person by, string post, DateTime at)
    {
        Require(State is OpeningState.Offered or OpeningState.Taken, "opening.answered", "This offer has been answered already.");
        DeclineReason = Short(RuleBroken.IfBlank(reason, "opening.no-reason", "Say why the body does not present.", "Reason"), "Reason");
        (State, AnsweredBy, AnsweredPost, AnsweredAt) = (OpeningState.Declined, by.Name, post, at);
    }

    /// <summary>Records that it was given.</summary>
    /// <param name="when">When it was given, in UTC.</param>
    /// <param name="present">Who was there.</param>
    /// <param name="presentation">What was shown, as it was handed over; null where it was given without.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It was not taken, lies in the future, is another body's presentation or one that can still change.</exception>
    public void Give(DateTime when, string? present, Presentation? presentation, Person by, DateTime at)
    {
        Require(State is OpeningState.Taken, "opening.not-taken", "Only a slot that the body has taken can be recorded as given.");
        if (when > at)
        {
            throw new RuleBroken("opening.future", "It cannot have been given in the future.", "Day");
        }

        if (when < OfferedAt)
        {
            throw new RuleBroken("opening.before-offer", "It cannot have been given before it was offered.", "Day");
        }

        if (presentation is not null && (presentation.BodyId != BodyId || presentation.HandedOverAt is not { } handedOver || handedOver > when))
        {
            throw new RuleBroken("opening.not-handed-over", "Choose a presentation that had been handed over by then.", "Presentation");
        }

        Present = Short(RuleBroken.IfBlank(present, "opening.nobody", "Say who was there.", "Present"), "Present");
        (State, GivenAt, RecordedBy, PresentationId) = (OpeningState.Given, when, by.Name, presentation?.Id);
    }

    private static string Short(string text, string field) =>
        text.Length <= LongestText ? text : throw new RuleBroken("opening.too-long", $"It must be {LongestText:N0} characters or less.", field);

    private static void Require(bool holds, string code, string message)
    {
        if (!holds)
        {
            throw new RuleBroken(code, message);
        }
    }
}
