using FluentValidation;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Rules of text that several pages share.</summary>
internal static class TextRules
{
    /// <summary>About forty pages: more belongs into evidence.</summary>
    public const int MostCharacters = 100_000;

    /// <summary>About half a page: an assignment is asked for in a few sentences.</summary>
    public const int MostInANote = 2000;

    public static IRuleBuilderOptions<T, string?> AssignmentNote<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(MostInANote).WithMessage($"What you say must be {MostInANote:N0} characters or fewer");

    public static IRuleBuilderOptions<T, string?> LongText<T>(this IRuleBuilder<T, string?> rule, string question) => rule
        .MaximumLength(MostCharacters).WithMessage($"“{question}” must be {MostCharacters:N0} characters or fewer. Attach longer text as evidence");
}
