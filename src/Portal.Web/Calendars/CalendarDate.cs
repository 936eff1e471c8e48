using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Time;

namespace Portal.Web.Calendars;

/// <summary>A date as a calendar shows it: a title, a day or a time, and where to go. Nothing that people wrote stands in it.</summary>
/// <param name="Key">What it is of, such as <c>task-…</c>; the same date has the same key wherever it is written.</param>
/// <param name="Sequence">Grows each time it moves or goes; calendars keep the entry with the highest.</param>
/// <param name="Title">What is due.</param>
/// <param name="Path">Site-relative address of the page it is about.</param>
/// <param name="Nation">Whose working days say which is the working day before.</param>
/// <param name="Day">The day; of a time, the day on which it begins in the United Kingdom.</param>
/// <param name="Time">When it begins, in UTC, and for how many minutes; null for a whole day.</param>
/// <param name="IsGone">Whether it is to be taken out of calendars.</param>
public sealed record CalendarDate(
    string Key, int Sequence, string Title, string Path, Nation Nation, DateOnly Day, (DateTime StartsAt, int Minutes)? Time = null, bool IsGone = false)
{
    /// <summary>The due date of a task; none where it has none.</summary>
    public static IEnumerable<CalendarDate> Of(PostTask task, Body body) =>
        task.DueOn is { } due ? [new CalendarDate($"task-{task.Id}", task.Sequence, $"{task.Title} ({body.Name})", task.SubjectUrl, body.Nation, due)] : [];

    /// <summary>That a task is nothing any more to whoever had it.</summary>
    public static IEnumerable<CalendarDate> Gone(PostTask task, Body body) => Of(task, body).Select(d => d with { IsGone = true });

    public static CalendarDate Of(SelfAssessment assessment, Body body) => new(
        $"submission-{assessment.Id}", assessment.SubmissionMoves, $"Submission of the self-assessment ({body.Name})", $"/self-assessments/overview/{assessment.Id}", body.Nation, assessment.SubmissionDate);

    /// <summary>That a self-assessment is to be submitted no more.</summary>
    public static CalendarDate Gone(SelfAssessment assessment, Body body)
    {
        var was = Of(assessment, body);
        return was with { Sequence = was.Sequence + 1, IsGone = true };
    }

    /// <summary>The slot for an opening presentation, at the address of whoever reads it.</summary>
    public static CalendarDate Of(OpeningSlot slot, Body body, string path)
    {
        var isGone = slot.State is OpeningState.Withdrawn or OpeningState.Declined;
        return new(
            $"opening-{slot.Id}", slot.EarlierTimes.Count + (isGone ? 1 : 0), $"Opening presentation: {slot.ReviewTitle}", path, body.Nation,
            DateOnly.FromDateTime(UkTime.InUk(slot.StartsAt)), (slot.StartsAt, slot.Minutes), isGone);
    }

    public static CalendarDate Of(Review review, Body body) =>
        new($"review-{review.Id}", 0, $"Start of the review: {review.Title}", $"/reviews/details/{review.Id}", body.Nation, review.StartsOn);
}
