namespace Portal.Domain.SelfAssessments;

/// <summary>Text as people type it.</summary>
internal static class Prose
{
    /// <summary>Line ends unified and surrounding white space removed; null becomes empty.</summary>
    public static string Tidy(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
