using Portal.Domain.Presentations;

namespace Portal.Web.Documents.Slides;

/// <summary>A presentation as it is given to what makes a file of it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Body">Whose it is.</param>
/// <param name="Marking">How its papers are marked.</param>
/// <param name="SignedNumber">The number of the signed version it was drawn from.</param>
/// <param name="Colours">The body's colours.</param>
/// <param name="DrawnAt">When it was drawn, in UTC.</param>
/// <param name="Slides">In their order, hidden ones among them.</param>
public sealed record SlideDeck(string Title, string Body, string Marking, int SignedNumber, PresentationColours Colours, DateTime DrawnAt, IReadOnlyList<DeckSlide> Slides)
{
    /// <summary>Which signed version it was drawn from, in words.</summary>
    public string DrawnFrom => $"Drawn from version {SignedNumber}, which both have signed";
}

/// <summary>One slide with what the speaker has before them.</summary>
/// <param name="Slide">The slide.</param>
/// <param name="Hidden">Whether it is passed over.</param>
/// <param name="Notes">Notes, and where each statement comes from.</param>
public sealed record DeckSlide(Slide Slide, bool Hidden, IReadOnlyList<string> Notes);
