import '../../ui/styles';
