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

    /// <summary>Whoever leads the review has taken the offer back, for the reason they gave.</summary>
    Withdrawn,
}

/// <summary>A time for which a slot was offered before it was moved.</summary>
/// <param name="StartsAt">When it was to begin, in UTC.</param>
/// <param name="Minutes">For how long.</param>
/// <param name="TakenBy">Who had taken it for the body, with their post; null where nobody had answered.</param>
/// <param name="MovedAt">When it was moved, in UTC.</param>
/// <param name="MovedBy">Who moved it; names are as they were on the day.</param>
/// <param name="Reason">Why it was moved.</param>
public sealed record EarlierTime(DateTime StartsAt, int Minutes, string? TakenBy, DateTime MovedAt, string MovedBy, string Reason);
