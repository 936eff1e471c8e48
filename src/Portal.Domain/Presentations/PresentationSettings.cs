using Portal.Domain.Common;

namespace Portal.Domain.Presentations;

/// <summary>What is said of a presentation as a whole.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Minutes">How long it may take, 1 to 240.</param>
/// <param name="Colours">The body's own colours.</param>
public sealed record PresentationSettings(string Title, int Minutes, PresentationColours Colours)
{
    /// <exception cref="RuleBroken">There is no title, it is too long, or the time cannot be used.</exception>
    internal PresentationSettings Tidied()
    {
        var called = RuleBroken.IfBlank(Title, "presentation.no-title", "A presentation needs a title.", nameof(Title));
        if (called.Length > Slide.LongestTitle)
        {
            throw new RuleBroken("presentation.title-too-long", $"The title must be {Slide.LongestTitle} characters or less.", nameof(Title));
        }

        return Minutes is >= 1 and <= Presentation.MostMinutes
            ? this with { Title = called }
            : throw new RuleBroken("presentation.minutes", $"The time must be a number of minutes from 1 to {Presentation.MostMinutes}.", nameof(Minutes));
    }
}
