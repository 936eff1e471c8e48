using Portal.Domain.Common;

namespace Portal.Domain.Tasks;

/// <summary>What a process is about: it names the days from which due dates are counted, and hears how its process ended.</summary>
public interface IProcessSubject : IBelongsToBody
{
    /// <summary>The day that a definition means by a word such as <c>submission</c>; null where this subject has no such day.</summary>
    DateOnly? DayNamed(string word);

    /// <summary>Takes note that its process is over.</summary>
    /// <param name="result">What the process says came of it; null when it says nothing.</param>
    /// <param name="cancelled">True when it was ended before its time.</param>
    /// <param name="at">When, in UTC.</param>
    void ProcessEnded(string? result, bool cancelled, DateTime at);
}
