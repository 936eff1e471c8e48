using Portal.Domain.SelfAssessments;

namespace Portal.Web.Writing;

/// <summary>Where a text is written that several people may write at once.</summary>
/// <param name="Present">What stands there; null where nobody wrote yet.</param>
/// <param name="Begin">Makes the place for a first text.</param>
/// <param name="Rewrite">Replaces what stands there, for a writer who was shown that version; false when somebody else wrote meanwhile.</param>
/// <param name="History">Where all that was ever saved is kept.</param>
public sealed record TextPlace<TText>(IWritten<TText>? Present, Func<TText, IWritten<TText>> Begin, Func<TText, int, bool> Rewrite, ITextHistory History);

/// <summary>All texts that were ever saved in one place, or kept aside.</summary>
public interface ITextHistory
{
    /// <summary>Adds a text to the present unit of work.</summary>
    /// <param name="content">The whole text as JSON.</param>
    /// <param name="makes">The version it makes; null for a text that is kept aside.</param>
    void Keep(string content, int? makes);

    /// <summary>Whether the present person's text is kept aside already.</summary>
    Task<bool> IsKeptAsideAsync(string content, CancellationToken ct);

    /// <summary>The text that made a version; null where it was not noted which that was.</summary>
    Task<string?> MadeAsync(int version, CancellationToken ct);
}
