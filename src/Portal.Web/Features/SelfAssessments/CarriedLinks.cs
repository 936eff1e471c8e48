using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>
/// Links evidence again where its criterion went, and keeps which number each reference has there: within a self-assessment no two links have the same.
/// </summary>
/// <param name="into">Where the links are made.</param>
/// <param name="taken">The numbers in use there.</param>
internal sealed class CarriedLinks(SelfAssessment into, IEnumerable<int> taken)
{
    private static readonly Dictionary<int, int> _none = [];

    private readonly HashSet<int> _taken = [.. taken];
    private readonly Dictionary<string, Dictionary<int, int>> _numbers = new(StringComparer.Ordinal);

    /// <summary>Links the same passage to a criterion; under its own number where that is free.</summary>
    public void Add(EvidenceItem item, EvidenceLink link, string criterion, Id<Person> by, DateTime at)
    {
        var wanted = _taken.Contains(link.Reference) ? _taken.Max() + 1 : link.Reference;
        var made = item.LinkTo(into, criterion, link.Passage, wanted, by, at);
        _taken.Add(made.Reference);
        if (!_numbers.TryGetValue(criterion, out var numbers))
        {
            _numbers[criterion] = numbers = [];
        }

        numbers[link.Reference] = made.Reference;
    }

    /// <summary>From the numbers that a text refers to, to those it has under a criterion now.</summary>
    public IReadOnlyDictionary<int, int> Under(string criterion) => _numbers.GetValueOrDefault(criterion) ?? _none;
}
