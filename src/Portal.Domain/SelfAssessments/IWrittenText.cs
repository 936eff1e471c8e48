namespace Portal.Domain.SelfAssessments;

/// <summary>A text of several fields that people write together, such as the answer to a criterion.</summary>
public interface IWrittenText<TSelf> where TSelf : IWrittenText<TSelf>
{
    /// <summary>What stands there before anybody wrote.</summary>
    static abstract TSelf Empty { get; }

    /// <summary>The same text without surrounding white space, line ends unified.</summary>
    TSelf Tidied();

    /// <summary>The same text, with one field as another text has it.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="from">The text it is taken from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such field.</exception>
    TSelf WithField(string field, TSelf from);

    /// <summary>Puts together what two people made of the same text, field by field: a field that only one of them changed is taken as they left it.</summary>
    /// <param name="before">What both began with.</param>
    /// <param name="mine">What the second writer made of it.</param>
    /// <param name="theirs">What the first writer made of it, which is saved.</param>
    static abstract JoinedText<TSelf> Join(TSelf before, TSelf mine, TSelf theirs);
}

/// <summary>What became of two texts that were put together.</summary>
/// <param name="Text">Both; where both changed the same field, the second writer's.</param>
/// <param name="Clashes">True when both changed the same field, in different ways: a person must decide.</param>
public sealed record JoinedText<TText>(TText Text, bool Clashes);

/// <summary>Joins field after field and remembers whether any clashed.</summary>
internal sealed class FieldJoin
{
    public bool Clashes { get; private set; }

    public T Of<T>(T before, T mine, T theirs)
    {
        var same = EqualityComparer<T>.Default;
        if (same.Equals(mine, theirs) || same.Equals(theirs, before))
        {
            return mine;
        }

        Clashes |= !same.Equals(mine, before);
        return same.Equals(mine, before) ? theirs : mine;
    }
}
