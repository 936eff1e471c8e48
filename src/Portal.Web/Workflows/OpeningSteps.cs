namespace Portal.Web.Workflows;

/// <summary>The steps of a review's timetable (<c>workflows/review.json</c>) that the slot for the opening presentation settles, with their outcomes.</summary>
internal static class OpeningSteps
{
    /// <summary>Whoever leads the review offers the slot.</summary>
    public const string Offer = "offer";

    public const string Offered = "Offered";

    /// <summary>The body answers the offer.</summary>
    public const string Answer = "present";

    public const string WillPresent = "Will present";

    public const string Declines = "Declines";
}
