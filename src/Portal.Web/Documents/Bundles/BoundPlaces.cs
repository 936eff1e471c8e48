namespace Portal.Web.Documents.Bundles;

/// <summary>Where each part of a bundle lies: its page in the PDF, and its number in its section.</summary>
internal sealed class BoundPlaces
{
    private readonly List<(int Page, int Number)> _parts = [];
    private readonly IReadOnlyList<BindingPart> _plan;

    public BoundPlaces(IReadOnlyList<BindingPart> parts)
    {
        _plan = parts;
        var page = 1;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var number = numbers.GetValueOrDefault(part.Section, 1);
            _parts.Add((page, number));
            page += part.Count;
            numbers[part.Section] = number + part.Count;
        }
    }

    /// <summary>Page of the PDF on which a part begins, from 1.</summary>
    public int FirstOf(int part) => _parts[part].Page;

    /// <summary>The number in its section at which a part begins, from 1.</summary>
    public int NumberOf(int part) => _parts[part].Number;

    /// <summary>The page of the PDF that carries a place; null where none does.</summary>
    public int? PageAt(PagePlace place)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            if (_plan[i].Section == place.Section && place.Number >= _parts[i].Number && place.Number < _parts[i].Number + _plan[i].Count)
            {
                return _parts[i].Page + place.Number - _parts[i].Number;
            }
        }

        return null;
    }
}
