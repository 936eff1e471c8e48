using FluentValidation;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Rules of text that several pages share.</summary>
internal static class TextRules
{
    /// <summary>About forty pages: more belongs into evidence.</summary>
    public const int MostCharacters = 100_000;

    public static IRuleBuilderOptions<T, string?> LongText<T>(this IRuleBuilder<T, string?> rule, string question) => rule
        .MaximumLength(MostCharacters).WithMessage($"“{question}” must be {MostCharacters:N0} characters or fewer. Attach longer text as evidence");
}
