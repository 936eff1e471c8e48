using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.Tasks;

namespace Portal.Domain.Matters;

/// <summary>
/// What a process other than a self-assessment is about: a section 11 return, a request for evidence, the timetable of a review, an improvement
/// plan, more time for a task.
/// </summary>
public sealed class Matter : IVersioned, IProcessSubject
{
    /// <summary>The word by which definitions name <see cref="Day"/>.</summary>
    public const string DayWord = "day";

    /// <summary>The kind that is the timetable of a review.</summary>
    public const string OfReview = "review";

    /// <summary>The kind that asks for more time.</summary>
    public const string OfMoreTime = "extension-request";

    /// <summary>How far ahead its day may lie.</summary>
    public const int MostYears = 5;

    public const int LongestTitle = 200;

    public const int LongestDetails = 4000;

    private Matter()
    {
    }

    public Id<Matter> Id { get; private set; }

    /// <summary>The board or authority it belongs to.</summary>
    public Id<Body> BodyId { get; private set; }

    /// <summary>The workflow definition that says how it goes.</summary>
    public string Kind { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>What is asked, or why.</summary>
    public string Details { get; private set; } = "";

    /// <summary>The day its due dates are counted from: when something is due, when a review starts, the new day asked for.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The review whose timetable it is; its team sees the matter.</summary>
    public Id<Review>? ReviewId { get; private set; }

    /// <summary>The task for which more time is asked.</summary>
    public Id<PostTask>? TaskId { get; private set; }

    /// <summary>Code of the framework that is answered in it; null where none is.</summary>
    public string? FrameworkCode { get; private set; }

    public int? FrameworkVersion { get; private set; }

    /// <summary>The post for which it was opened; tasks for whoever opened it go to this post.</summary>
    public Id<Post> OpenedFor { get; private set; }

    public Id<Person> OpenedBy { get; private set; }

    public DateTime OpenedAt { get; private set; }

    public MatterState State { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>What came of it, or why it was withdrawn.</summary>
    public string? Result { get; private set; }

    public int Version { get; private set; }

    /// <summary>Opens a matter.</summary>
    /// <param name="body">The board or authority it belongs to.</param>
    /// <param name="brief">What it is.</param>
    /// <param name="opener">Who opens it, and for which post.</param>
    /// <param name="at">When, in UTC.</param>
    /// <param name="isWorkingDay">Tells whether a date is a working day of the body.</param>
    /// <param name="today">Today's date in the United Kingdom.</param>
    /// <exception cref="RuleBroken">It says too little, or its day does not make sense.</exception>
    public static Matter Open(
        Id<Body> body, MatterBrief brief, (Id<Person> Person, Id<Post> Post) opener, DateTime at, Func<DateOnly, bool> isWorkingDay, DateOnly today)
    {
        RequireDay(brief.Day, isWorkingDay, today);
        return new Matter
        {
            Id = brief.Id ?? Id<Matter>.New(),
            BodyId = body,
            Kind = brief.Kind,
            Title = RuleBroken.IfBlank(brief.Title, "matter.no-title", "Say what it is about.", nameof(Title)),
            Details = RuleBroken.IfBlank(brief.Details, "matter.no-details", "Say what is asked, and why.", nameof(Details)),
            Day = brief.Day,
            ReviewId = brief.ReviewId,
            TaskId = brief.TaskId,
            FrameworkCode = brief.Framework?.Code,
            FrameworkVersion = brief.Framework?.Version,
            OpenedBy = opener.Person,
            OpenedFor = opener.Post,
            OpenedAt = at,
            State = MatterState.Open,
        };
    }

    /// <inheritdoc />
    public DateOnly? DayNamed(string word) => word == DayWord ? Day : null;

    /// <summary>Counts its due dates from another day.</summary>
    /// <exception cref="RuleBroken">It is over, asks for the very day, or the day does not make sense.</exception>
    public void MoveTo(DateOnly day, Func<DateOnly, bool> isWorkingDay, DateOnly today)
    {
        RequireOpen();
        if (Kind == OfMoreTime)
        {
            throw new RuleBroken("matter.day-asked", "The day that was asked for is what is decided on. Withdraw the request and ask again.");
        }

        RequireDay(day, isWorkingDay, today);
        Day = day;
    }

    /// <summary>Ends it before its time; everything said in it stays to be read.</summary>
    /// <exception cref="RuleBroken">It is over, or no reason is given.</exception>
    public void Withdraw(string? reason, DateTime at)
    {
        RequireOpen();
        Result = RuleBroken.IfBlank(reason, "matter.no-reason", "Say why it is withdrawn.", "Reason");
        EndedAt = at;
        State = MatterState.Withdrawn;
    }

    /// <inheritdoc />
    public void ProcessEnded(string? result, bool cancelled, DateTime at)
    {
        if (State == MatterState.Open)
        {
            Result = result;
            EndedAt = at;
            State = cancelled ? MatterState.Withdrawn : MatterState.Ended;
        }
    }

    private static void RequireDay(DateOnly day, Func<DateOnly, bool> isWorkingDay, DateOnly today)
    {
        if (day < today)
        {
            throw new RuleBroken("matter.day-past", "The date must be today or later.", nameof(Day));
        }

        if (day > today.AddYears(MostYears))
        {
            throw new RuleBroken("matter.day-far", $"The date must be within {MostYears} years.", nameof(Day));
        }

        if (!isWorkingDay(day))
        {
            throw new RuleBroken("matter.day-not-working", "The date must be a working day: it is a weekend or a bank holiday.", nameof(Day));
        }
    }

    internal void RequireOpen()
    {
        if (State != MatterState.Open)
        {
            throw new RuleBroken("matter.over", "This matter is over. You can still read it.");
        }
    }
}

/// <summary>What a matter is.</summary>
/// <param name="Kind">Id of the workflow definition.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Details">What is asked, or why.</param>
/// <param name="Day">The day its due dates are counted from.</param>
/// <param name="ReviewId">The review whose timetable it is.</param>
/// <param name="TaskId">The task for which more time is asked.</param>
/// <param name="Id">The id it gets, so that a form sent twice opens one; a new one where null.</param>
/// <param name="Framework">Code and version of the framework that is answered in it.</param>
public sealed record MatterBrief(
    string Kind,
    string? Title,
    string? Details,
    DateOnly Day,
    Id<Review>? ReviewId = null,
    Id<PostTask>? TaskId = null,
    Id<Matter>? Id = null,
    (string Code, int Version)? Framework = null);

/// <summary>Whether a matter still goes on.</summary>
public enum MatterState
{
    Open,

    /// <summary>Its process came to its end.</summary>
    Ended,

    /// <summary>Somebody ended it before its time.</summary>
    Withdrawn,
}
