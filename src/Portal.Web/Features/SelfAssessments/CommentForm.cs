using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>A comment as it is typed, with whom it mentions.</summary>
public sealed record CommentForm
{
    /// <summary>About three pages.</summary>
    public const int MostCharacters = 10_000;

    public string? Text { get; init; }

    /// <summary>Ids of the people to be told.</summary>
    public IList<string> People { get; init; } = [];

    internal IReadOnlyList<Id<Person>> Mentioned() => [.. People.Select(p => Id<Person>.TryParse(p, null, out var id) ? id : default)];

    internal static IReadOnlyList<SelectListItem> Choices(IEnumerable<Person> people) => [.. people.Select(p => new SelectListItem(p.Name, p.Id.ToString()))];

    public sealed class Validator : AbstractValidator<CommentForm>
    {
        public Validator() => RuleFor(f => f.Text)
            .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("Enter your comment")
            .MaximumLength(MostCharacters).WithMessage($"A comment must be {MostCharacters:N0} characters or fewer");
    }
}
