namespace Portal.Domain.PersonalData;

/// <summary>The arithmetic by which a number proves that it is one.</summary>
public enum CheckDigit
{
    None,

    /// <summary>NHS number: ten digits, modulus 11 (NHS Data Dictionary).</summary>
    NhsNumber,

    /// <summary>Unique pupil number: a letter from the twelve characters that follow, modulus 23 (Department for Education).</summary>
    PupilNumber,
}

/// <inheritdoc cref="CheckDigit"/>
public static class CheckDigits
{
    private const string PupilLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    /// <param name="check">The arithmetic.</param>
    /// <param name="value">Letters and digits only.</param>
    public static bool Hold(CheckDigit check, string value) => check switch
    {
        CheckDigit.NhsNumber => IsNhsNumber(value),
        CheckDigit.PupilNumber => IsPupilNumber(value),
        _ => true,
    };

    private static bool IsNhsNumber(string value)
    {
        if (value.Length != 10 || !value.All(char.IsAsciiDigit) || value.Distinct().Count() == 1)
        {
            return false;
        }

        var sum = value.Take(9).Select((digit, place) => (digit - '0') * (10 - place)).Sum();
        var check = (11 - (sum % 11)) % 11;
        return check != 10 && check == value[9] - '0';
    }

    private static bool IsPupilNumber(string value)
    {
        if (value.Length != 13 || !value.AsSpan(1, 11).ContainsOnlyDigits())
        {
            return false;
        }

        // The last character of a temporary number is a letter, which counts as its place in the row of check letters.
        var last = char.IsAsciiDigit(value[12]) ? value[12] - '0' : PupilLetters.IndexOf(value[12], StringComparison.Ordinal);
        var sum = value.Skip(1).Take(11).Select((digit, place) => (digit - '0') * (place + 2)).Sum() + (last * 13);
        return last >= 0 && value[0] == PupilLetters[sum % 23];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
