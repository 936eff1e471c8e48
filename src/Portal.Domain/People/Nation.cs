namespace Portal.Domain.People;

/// <summary>The nation of the United Kingdom a body belongs to; its working days follow.</summary>
public enum Nation
{
    England,

    /// <summary>Keeps the bank holidays of England.</summary>
    Wales,
    Scotland,
    NorthernIreland,
}
