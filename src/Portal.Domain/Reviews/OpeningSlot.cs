using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;

namespace Portal.Domain.Reviews;

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

    /// <summary>The times for which it was offered before it was moved, the first one first.</summary>
    public IReadOnlyList<EarlierTime> EarlierTimes { get; private set; } = [];

    public DateTime OfferedAt { get; private set; }

    /// <summary>Names are as they were on the day.</summary>
    public string OfferedBy { get; private set; } = "";

    public DateTime? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    /// <summary>Their post.</summary>
    public string? AnsweredPost { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? DeclineReason { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    /// <summary>Why the offer was taken back.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>When it was given, in UTC.</summary>
    public DateTime? GivenAt { get; private set; }

    /// <summary>Who was there, in the words of whoever recorded it.</summary>
    public string? Present { get; private set; }

    public string? RecordedBy { get; private set; }

    /// <summary>The presentation as it was given; null where it was given without one of the portal's.</summary>
    public Id<Presentation>? PresentationId { get; private set; }

    public int Version { get; private set; }

    /// <summary>Whether it was neither declined nor withdrawn: while it stands, no other is offered.</summary>
    public bool Stands => State is not (OpeningState.Declined or OpeningState.Withdrawn);

    /// <summary>Whether whoever leads the review can still move or withdraw it.</summary>
    public bool CanChange => State is OpeningState.Offered or OpeningState.Taken;

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
        Require(!earlier.Any(s => s.Stands), "opening.offered-already", "A slot was offered already. Move it to another time, or withdraw it before you offer another.");
        RequireUsable(startsAt, minutes, at);
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

    /// <summary>Offers another time instead. The earlier one stays in the record, with who had taken it, and the body answers anew.</summary>
    /// <param name="shown">The version of the offer that whoever moves it was shown.</param>
    /// <param name="startsAt">When, in UTC.</param>
    /// <param name="minutes">For how long.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who moves it.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It is settled or not as it was shown, the time cannot be used or is the same, or no reason is given.</exception>
    public void Move(int shown, DateTime startsAt, int minutes, string? reason, Person by, DateTime at)
    {
        RequireUnsettled();
        RequireAsShown(shown);
        RequireUsable(startsAt, minutes, at);
        Require((startsAt, minutes) != (StartsAt, Minutes), "opening.same-time", "This is the time that is offered now. Enter another.", "Day");
        var why = Said(reason, "Say why the slot is moved.");
        EarlierTimes = [.. EarlierTimes, new EarlierTime(StartsAt, Minutes, State is OpeningState.Taken ? $"{AnsweredBy}, {AnsweredPost}" : null, at, by.Name, why)];
        (State, StartsAt, Minutes) = (OpeningState.Offered, startsAt, minutes);
        (AnsweredBy, AnsweredPost, AnsweredAt) = (null, null, null);
    }

    /// <summary>Takes the offer back; it stays in the record, and another can be made.</summary>
    /// <param name="shown">The version of the offer that whoever withdraws it was shown.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who withdraws it.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It is settled or not as it was shown, or no reason is given.</exception>
    public void Withdraw(int shown, string? reason, Person by, DateTime at)
    {
        RequireUnsettled();
        RequireAsShown(shown);
        WithdrawalReason = Said(reason, "Say why the offer is withdrawn.");
        (State, WithdrawnBy, WithdrawnAt) = (OpeningState.Withdrawn, by.Name, at);
    }

    /// <summary>Whether the body can answer: the offer is not settled, and its time has not come.</summary>
    /// <param name="at">Now, in UTC.</param>
    public bool CanBeAnswered(DateTime at) => CanChange && at < StartsAt;

    /// <summary>The body will present.</summary>
    /// <param name="shown">The version of the offer that whoever answers was shown, so that nobody takes a time they did not read.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="post">Their post.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It was answered or withdrawn, its time has passed, or it is not as it was shown.</exception>
    public void Take(int shown, Person by, string post, DateTime at)
    {
        Require(State is not OpeningState.Taken, "opening.settled", "This slot has been taken already.");
        RequireAnswerable(shown, at);
        (State, AnsweredBy, AnsweredPost, AnsweredAt) = (OpeningState.Taken, by.Name, post, at);
    }

    /// <summary>The body will not present; also after it had said that it would.</summary>
    /// <param name="shown">The version of the offer that whoever answers was shown.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="post">Their post.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It was declined or withdrawn, its time has passed, it is not as it was shown, or no reason is given.</exception>
    public void Decline(int shown, string? reason, Person by, string post, DateTime at)
    {
        RequireAnswerable(shown, at);
        DeclineReason = Said(reason, "Say why the body does not present.");
        (State, AnsweredBy, AnsweredPost, AnsweredAt) = (OpeningState.Declined, by.Name, post, at);
    }

    /// <summary>Records that it was given.</summary>
    /// <param name="when">When it was given, in UTC.</param>
    /// <param name="present">Who was there.</param>
    /// <param name="presentation">What was shown, as it was handed over; null where it was given without.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <exception cref="RuleBroken">It was not taken, lies in the future or before its time, or the presentation is not one that was handed over to this review by then.</exception>
    public void Give(DateTime when, string? present, Presentation? presentation, Person by, DateTime at)
    {
        Require(State is OpeningState.Taken, "opening.not-taken", "Only a slot that the body has taken can be recorded as given.");
        Keep(when, present, presentation, by, at);
        State = OpeningState.Given;
    }

    /// <summary>Puts right what was recorded when it was given. What was there before is for the trail to keep.</summary>
    /// <param name="shown">The version of the record that whoever corrects it was shown.</param>
    /// <param name="when">When it was given, in UTC.</param>
    /// <param name="present">Who was there.</param>
    /// <param name="presentation">What was shown, as in <see cref="Give"/>.</param>
    /// <param name="reason">Why it is corrected.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="at">Now, in UTC.</param>
    /// <returns>The reason as it goes on the trail.</returns>
    /// <exception cref="RuleBroken">It was not recorded as given, is not as it was shown or stays as it is, what is recorded could not be so, or no reason is given.</exception>
    public string Correct(int shown, DateTime when, string? present, Presentation? presentation, string? reason, Person by, DateTime at)
    {
        Require(State is OpeningState.Given, "opening.not-given", "Only what was recorded as given can be corrected.");
        RequireAsShown(shown);
        var why = Said(reason, "Say why the record is corrected.");
        var before = (GivenAt, Present, PresentationId);
        Keep(when, present, presentation, by, at);
        Require(before != (GivenAt, Present, PresentationId), "opening.same-record", "This is what is recorded already.", "Present");
        return why;
    }

    private void Keep(DateTime when, string? present, Presentation? presentation, Person by, DateTime at)
    {
        Require(when <= at, "opening.future", "It cannot have been given in the future.", "Day");
        Require(when >= StartsAt, "opening.before-time", "It cannot have been given before the time of the slot.", "Day");
        Require(
            presentation is null || (presentation.BodyId == BodyId && presentation.ReviewId == ReviewId && presentation.HandedOverAt <= when),
            "opening.not-handed-over", "Choose a presentation that had been handed over to this review by then.", "Presentation");
        Present = Said(present, "Say who was there.", "Present");
        (GivenAt, RecordedBy, PresentationId) = (when, by.Name, presentation?.Id);
    }

    private static void RequireUsable(DateTime startsAt, int minutes, DateTime at)
    {
        Require(startsAt > at, "opening.past", "The slot must be in the future.", "Day");
        Require(minutes is >= FewestMinutes and <= MostMinutes, "opening.minutes", $"The slot must be {FewestMinutes} to {MostMinutes} minutes.", "Minutes");
    }

    private void RequireUnsettled() => Require(CanChange, "opening.settled", State switch
    {
        OpeningState.Withdrawn => "This offer was withdrawn.",
        OpeningState.Declined => "This offer was declined.",
        _ => "The presentation has been given.",
    });

    private void RequireAnswerable(int shown, DateTime at)
    {
        RequireUnsettled();
        RequireAsShown(shown);
        Require(at < StartsAt, "opening.passed", "The time of this slot has passed. Whoever leads the review moves it or withdraws it.");
    }

    private void RequireAsShown(int shown) =>
        Require(shown == Version, "opening.changed", "This offer was answered or changed meanwhile. Read it again before you go on.");

    private static string Said(string? text, string ifBlank, string field = "Reason")
    {
        var said = RuleBroken.IfBlank(text, "opening.nothing-said", ifBlank, field);
        Require(said.Length <= LongestText, "opening.too-long", $"It must be {LongestText:N0} characters or less.", field);
        return said;
    }

    private static void Require(bool holds, string code, string message, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(code, message, field);
        }
    }
}
